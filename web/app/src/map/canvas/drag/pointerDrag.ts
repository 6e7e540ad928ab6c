/** Cards under the mouse or a finger. A finger that scrolls is not one that drags: it waits first. */
import { findTouchpoint } from "../../model";
import classes from "./Drag.module.css";
import { gapAt, type Landing } from "./landing";
import { gapX, Marker, measure, type StageSlots, toRow } from "./marker";
import type { DragPort } from "./useCardDrag";

const START_PX = 6;
const HOLD_MS = 220;
const HOLD_PX = 8;
/** Near the edge of the canvas it scrolls by itself. */
const EDGE_PX = 56;
const SCROLL_PX = 18;

interface Drag {
  ids: string[];
  ghost: HTMLElement;
  marker: Marker;
  stages: StageSlots[];
  at: Landing | undefined;
  x: number;
  y: number;
  frame: number;
}

export function pointerDrag(row: HTMLElement, port: DragPort): () => void {
  const scroller = row.closest<HTMLElement>("[data-canvas]");
  let waiting: { id: string; x: number; y: number; pointer: number; touch: boolean } | undefined;
  let hold: ReturnType<typeof setTimeout> | undefined;
  let drag: Drag | undefined;

  const start = (id: string, x: number, y: number) => {
    const found = findTouchpoint(port.journey(), id);
    if (!found) return;
    const ids = port.companions(id);
    const ghost = document.createElement("div");
    ghost.className = classes.ghost ?? "";
    ghost.textContent =
      ids.length > 1 ? `${found.touchpoint.name} +${ids.length - 1}` : found.touchpoint.name;
    document.body.append(ghost);
    for (const one of ids)
      row.querySelector(`[data-card="${one}"]`)?.setAttribute("data-dragging", "");
    document.body.dataset.dragging = "";
    const marker = new Marker(row);
    drag = { ids, ghost, marker, stages: measure(row), at: undefined, x, y, frame: 0 };
    port.say("start", id);
    tick();
  };

  /** Once a frame: the ghost follows, the line jumps, the edge scrolls. */
  const tick = () => {
    if (!drag) return;
    const { ghost, marker, stages, x, y } = drag;
    ghost.style.transform = `translate(${x + 10}px, ${y + 10}px)`;
    if (scroller) {
      const box = scroller.getBoundingClientRect();
      const by =
        x > box.right - EDGE_PX ? SCROLL_PX : x < box.left + EDGE_PX + 140 ? -SCROLL_PX : 0;
      if (by !== 0) scroller.scrollLeft += by;
    }
    const at = toRow(row, x);
    const stage =
      stages.find(({ left, right }) => at >= left && at < right) ??
      (at < (stages[0]?.left ?? 0) ? stages[0] : stages.at(-1));
    if (stage) {
      const gap = gapAt(at, stage.cards);
      marker.place(gapX(stage, gap));
      const moving = new Set(drag.ids);
      const before = stage.cards.slice(0, gap).filter(({ id }) => !moving.has(id)).length;
      drag.at = { stageId: stage.id, position: before };
    }
    drag.frame = requestAnimationFrame(tick);
  };

  const end = (drop: boolean) => {
    clearTimeout(hold);
    waiting = undefined;
    if (!drag) return;
    const { ids, ghost, marker, at, frame } = drag;
    drag = undefined;
    cancelAnimationFrame(frame);
    ghost.remove();
    marker.remove();
    delete document.body.dataset.dragging;
    for (const card of row.querySelectorAll("[data-dragging]"))
      card.removeAttribute("data-dragging");
    // The click that ends a drag is no click.
    row.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => row.removeEventListener("click", swallow, true));
    const [first = ""] = ids;
    const found = findTouchpoint(port.journey(), first);
    const stays =
      ids.length === 1 && found?.stage.id === at?.stageId && found?.index === at?.position;
    if (drop && at && !stays) {
      port.drop(ids, at);
      port.say("end", first, at);
    } else port.say("cancel", first);
  };

  const swallow = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
  };
  const onDown = (event: PointerEvent) => {
    const target = event.target as HTMLElement;
    const card = target.closest<HTMLElement>("[data-card]");
    if (!card || event.button !== 0 || !event.isPrimary) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (target.closest("button, input, textarea, [data-link-from]")) return;
    const id = card.dataset.card ?? "";
    const touch = event.pointerType === "touch";
    const { clientX: x, clientY: y, pointerId: pointer } = event;
    waiting = { id, x, y, pointer, touch };
    if (touch) hold = setTimeout(() => waiting && start(id, x, y), HOLD_MS);
  };
  const onMove = (event: PointerEvent) => {
    if (drag) {
      drag.x = event.clientX;
      drag.y = event.clientY;
      return;
    }
    if (!waiting || event.pointerId !== waiting.pointer) return;
    const far = Math.hypot(event.clientX - waiting.x, event.clientY - waiting.y);
    if (waiting.touch) {
      if (far > HOLD_PX) end(false);
    } else if (far > START_PX) start(waiting.id, event.clientX, event.clientY);
  };
  const onUp = () => end(true);
  const onCancel = () => end(false);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !drag) return;
    event.preventDefault();
    event.stopPropagation();
    end(false);
  };
  // While a finger drags, it must not scroll too.
  const onTouchMove = (event: TouchEvent) => {
    if (drag) event.preventDefault();
  };

  row.addEventListener("pointerdown", onDown);
  row.addEventListener("touchmove", onTouchMove, { passive: false });
  window.addEventListener("pointermove", onMove);
  window.addEventListener("pointerup", onUp);
  window.addEventListener("pointercancel", onCancel);
  window.addEventListener("keydown", onKey, true);
  return () => {
    end(false);
    row.removeEventListener("pointerdown", onDown);
    row.removeEventListener("touchmove", onTouchMove);
    window.removeEventListener("pointermove", onMove);
    window.removeEventListener("pointerup", onUp);
    window.removeEventListener("pointercancel", onCancel);
    window.removeEventListener("keydown", onKey, true);
  };
}
