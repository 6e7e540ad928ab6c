/** Drawing an arrow: from the handle of a card to another card. A dashed line follows the pointer. */
import { type RefObject, useEffect } from "react";
import { useCanvas } from "../context";
import classes from "./Links.module.css";

const SVG = "http://www.w3.org/2000/svg";

export function useLinkDrag(row: RefObject<HTMLElement | null>): void {
  const { editable, edits } = useCanvas();
  useEffect(() => {
    const element = row.current;
    if (!element || !editable) return;
    const onDown = (down: PointerEvent) => {
      const handle = (down.target as HTMLElement).closest<HTMLElement>("[data-link-from]");
      if (!handle || down.button !== 0) return;
      down.preventDefault();
      const from = handle.dataset.linkFrom ?? "";
      const svg = document.createElementNS(SVG, "svg");
      svg.setAttribute("class", classes.drawing ?? "");
      const line = document.createElementNS(SVG, "path");
      svg.append(line);
      document.body.append(svg);
      const { clientX: x, clientY: y } = down;
      let target: HTMLElement | null = null;
      const aim = (next: HTMLElement | null) => {
        if (next === target) return;
        target?.removeAttribute("data-target");
        target = next;
        target?.setAttribute("data-target", "");
      };
      const onMove = (move: PointerEvent) => {
        const bend = Math.max(30, Math.abs(move.clientX - x) / 3);
        line.setAttribute(
          "d",
          `M${x} ${y}C${x + bend} ${y} ${move.clientX - bend} ${move.clientY} ${move.clientX} ${move.clientY}`,
        );
        const card = document
          .elementFromPoint(move.clientX, move.clientY)
          ?.closest<HTMLElement>("[data-card]");
        aim(card && card.dataset.card !== from ? card : null);
      };
      const end = () => {
        const to = target?.dataset.card;
        aim(null);
        svg.remove();
        window.removeEventListener("pointermove", onMove);
        window.removeEventListener("pointerup", onUp);
        window.removeEventListener("pointercancel", end);
        window.removeEventListener("keydown", onKey, true);
        return to;
      };
      const onUp = () => {
        const to = end();
        if (to) edits.addLink(from, to, "");
      };
      const onKey = (key: KeyboardEvent) => {
        if (key.key !== "Escape") return;
        key.preventDefault();
        key.stopPropagation();
        end();
      };
      window.addEventListener("pointermove", onMove);
      window.addEventListener("pointerup", onUp);
      window.addEventListener("pointercancel", end);
      window.addEventListener("keydown", onKey, true);
    };
    element.addEventListener("pointerdown", onDown);
    return () => element.removeEventListener("pointerdown", onDown);
  }, [row, editable, edits]);
}
