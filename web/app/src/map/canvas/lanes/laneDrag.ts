/** Dragging a lane by its grip: a line shows where it will land. No React while it moves. */
import type { PointerEvent } from "react";
import classes from "./LaneHead.module.css";

export function startLaneDrag(
  event: PointerEvent<HTMLElement>,
  id: string,
  onDrop: (index: number) => void,
): void {
  const content = event.currentTarget.closest<HTMLElement>("[data-canvas-content]");
  if (!content || event.button !== 0) return;
  event.preventDefault();
  const grip = event.currentTarget;
  grip.setPointerCapture(event.pointerId);
  const rows = [...content.querySelectorAll<HTMLElement>("[data-lane-row]")];
  const from = rows.findIndex((row) => row.dataset.laneRow === id);
  const line = document.createElement("div");
  line.className = classes.line ?? "";
  content.append(line);
  rows[from]?.setAttribute("data-dragging", "");
  let gap = from;

  const onMove = (move: globalThis.PointerEvent) => {
    const boxes = rows.map((row) => row.getBoundingClientRect());
    const found = boxes.findIndex((box) => move.clientY < box.top + box.height / 2);
    gap = found === -1 ? rows.length : found;
    const edge = boxes[gap]?.top ?? boxes.at(-1)?.bottom ?? 0;
    const frame = content.getBoundingClientRect();
    const scale = frame.width / content.offsetWidth || 1;
    line.style.transform = `translateY(${(edge - frame.top) / scale}px)`;
  };
  const end = (drop: boolean) => {
    grip.removeEventListener("pointermove", onMove);
    grip.removeEventListener("pointerup", onUp);
    grip.removeEventListener("pointercancel", onCancel);
    document.removeEventListener("keydown", onKey, true);
    line.remove();
    rows[from]?.removeAttribute("data-dragging");
    const to = gap > from ? gap - 1 : gap;
    if (drop && to !== from) onDrop(to);
  };
  const onUp = () => end(true);
  const onCancel = () => end(false);
  const onKey = (key: KeyboardEvent) => {
    if (key.key !== "Escape") return;
    key.preventDefault();
    key.stopPropagation();
    end(false);
  };
  grip.addEventListener("pointermove", onMove);
  grip.addEventListener("pointerup", onUp);
  grip.addEventListener("pointercancel", onCancel);
  document.addEventListener("keydown", onKey, true);
}
