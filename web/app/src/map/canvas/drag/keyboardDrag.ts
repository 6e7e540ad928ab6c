/** Cards carried by keys: Space picks one up, arrows carry it, Space drops it, Escape puts it back. */
import { findTouchpoint } from "../../model";
import { type Landing, stepFrom } from "./landing";
import { gapOf, gapX, Marker, measure } from "./marker";
import type { DragPort } from "./useCardDrag";

export function keyboardDrag(row: HTMLElement, port: DragPort): () => void {
  let carried: { id: string; from: Landing; at: Landing; marker: Marker } | undefined;

  const place = () => {
    if (!carried) return;
    const { id, at, marker } = carried;
    const stage = measure(row).find((one) => one.id === at.stageId);
    if (!stage) return;
    marker.place(gapX(stage, gapOf(port.journey(), at, new Set([id]))));
    row
      .querySelector(`[data-cards="${at.stageId}"]`)
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  const end = (drop: boolean) => {
    if (!carried) return;
    const { id, from, at, marker } = carried;
    carried = undefined;
    marker.remove();
    row.querySelector(`[data-card="${id}"]`)?.removeAttribute("data-dragging");
    const moved = from.stageId !== at.stageId || from.position !== at.position;
    if (!drop || !moved) {
      port.say("cancel", id);
      return;
    }
    port.drop([id], at);
    port.say("end", id, at);
    // Its card is drawn in another place: the focus goes with it.
    requestAnimationFrame(() =>
      row.querySelector<HTMLElement>(`[data-touchpoint="${id}"]`)?.focus(),
    );
  };

  const onKey = (event: KeyboardEvent) => {
    const name = (event.target as HTMLElement).closest<HTMLElement>("[data-touchpoint]");
    if (!name) return;
    const id = name.dataset.touchpoint ?? "";
    const claim = () => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    if (!carried) {
      if (event.key !== " " || event.metaKey || event.ctrlKey || event.altKey) return;
      const found = findTouchpoint(port.journey(), id);
      if (!found) return;
      claim();
      const from = { stageId: found.stage.id, position: found.index };
      carried = { id, from, at: from, marker: new Marker(row) };
      row.querySelector(`[data-card="${id}"]`)?.setAttribute("data-dragging", "");
      place();
      port.say("start", id);
      return;
    }
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      claim();
      const by = event.key === "ArrowRight" ? 1 : -1;
      const at = stepFrom(port.journey(), carried.id, carried.at, by);
      if (!at) return;
      carried.at = at;
      place();
      port.say("over", carried.id, at);
    } else if (event.key === " " || event.key === "Enter") {
      claim();
      end(true);
    } else if (event.key === "Escape") {
      claim();
      end(false);
    } else if (event.key.startsWith("Arrow")) claim();
  };
  const onLeave = (event: FocusEvent) => {
    if (carried && !row.contains(event.relatedTarget as Node | null)) end(false);
  };
  row.addEventListener("keydown", onKey);
  row.addEventListener("focusout", onLeave);
  return () => {
    end(false);
    row.removeEventListener("keydown", onKey);
    row.removeEventListener("focusout", onLeave);
  };
}
