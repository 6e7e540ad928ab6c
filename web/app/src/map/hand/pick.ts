/** Selecting with the mouse: clicks with keys held, and a rectangle drawn over empty canvas. */
import { INTERACTIVE } from "./dom";
import type { Selection } from "./selection";

/** Shorter than this it was a click. */
const SLIP_PX = 4;

export function listenPicking(
  root: HTMLElement,
  selection: Selection,
  order: () => readonly string[],
  className: string,
): () => void {
  const cardUnder = (event: Event) =>
    event.target instanceof Element ? event.target.closest<HTMLElement>("[data-card]") : undefined;

  // Before the card and its link: ⌘ and ⇧ select, they open nothing.
  const onClickFirst = (event: MouseEvent) => {
    const id = cardUnder(event)?.dataset.card;
    if (id === undefined || !(event.metaKey || event.ctrlKey || event.shiftKey)) return;
    if ((event.target as Element).closest("button, input, [role=menu]")) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.shiftKey) selection.range(id, order());
    else selection.toggle(id);
  };
  const onClick = (event: MouseEvent) => {
    const card = cardUnder(event);
    const id = card?.dataset.card;
    if (!card || id === undefined) return;
    if ((event.target as Element).closest("button, input, [role=menu]")) return;
    selection.only(id);
  };

  let end: (() => void) | null = null;
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || event.pointerType === "touch" || end) return;
    const target = event.target as Element;
    const onThings = target.closest(
      `${INTERACTIVE}, [data-card], [data-cell], [data-stage], [data-lane-head]`,
    );
    // With ⇧ a rectangle may start on anything that is not typed in.
    if (onThings && !(event.shiftKey && !target.closest(`input, textarea, [data-card]`))) return;
    // A click on the scroll bar is none on the canvas.
    if (event.offsetX > root.clientWidth && target === root) return;
    end = lasso(root, selection, event, className, () => {
      end = null;
    });
  };
  root.addEventListener("click", onClickFirst, { capture: true });
  root.addEventListener("click", onClick);
  root.addEventListener("pointerdown", onPointerDown);
  return () => {
    end?.();
    root.removeEventListener("click", onClickFirst, { capture: true });
    root.removeEventListener("click", onClick);
    root.removeEventListener("pointerdown", onPointerDown);
  };
}

function lasso(
  root: HTMLElement,
  selection: Selection,
  down: PointerEvent,
  className: string,
  done: () => void,
): () => void {
  const base = down.metaKey || down.ctrlKey || down.shiftKey ? [...selection.snapshot()] : [];
  // In the canvas's own ground, so that scrolling meanwhile keeps the corner where it was.
  const ground = (x: number, y: number) => ({ x: x + root.scrollLeft, y: y + root.scrollTop });
  const from = ground(down.clientX, down.clientY);
  const cards = [...root.querySelectorAll<HTMLElement>("[data-card]")].map((card) => {
    const box = card.getBoundingClientRect();
    const at = ground(box.left, box.top);
    return { id: card.dataset.card ?? "", ...at, width: box.width, height: box.height };
  });
  let frame: HTMLElement | null = null;

  const onMove = (event: PointerEvent) => {
    const to = ground(event.clientX, event.clientY);
    if (!frame && Math.hypot(to.x - from.x, to.y - from.y) < SLIP_PX) return;
    event.preventDefault();
    const [left, top] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
    const [width, height] = [Math.abs(to.x - from.x), Math.abs(to.y - from.y)];
    if (!frame) {
      frame = document.createElement("div");
      frame.className = className;
      document.body.append(frame);
      window.getSelection()?.removeAllRanges();
    }
    frame.style.transform = `translate(${left - root.scrollLeft}px, ${top - root.scrollTop}px)`;
    frame.style.width = `${width}px`;
    frame.style.height = `${height}px`;
    const within = cards.filter(
      (card) =>
        card.x < left + width &&
        card.x + card.width > left &&
        card.y < top + height &&
        card.y + card.height > top,
    );
    selection.replace([...base, ...within.map(({ id }) => id)]);
  };
  const stop = () => {
    window.removeEventListener("pointermove", onMove);
    window.removeEventListener("pointerup", onUp);
    window.removeEventListener("pointercancel", stop);
    frame?.remove();
    done();
  };
  const onUp = () => {
    // A click on nothing selects nothing.
    if (!frame && base.length === 0) selection.clear();
    stop();
  };
  window.addEventListener("pointermove", onMove);
  window.addEventListener("pointerup", onUp);
  window.addEventListener("pointercancel", stop);
  return stop;
}
