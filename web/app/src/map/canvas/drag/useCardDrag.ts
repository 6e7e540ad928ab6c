/**
 * Dragging cards by mouse, touch and keyboard. Nothing of React moves with the pointer: a ghost
 * and a line are placed by transforms, so that two hundred cards cost no more than two.
 */
import { type RefObject, useEffect, useRef } from "react";
import { useI18n } from "../../../i18n";
import { useMap } from "../../context";
import { findTouchpoint } from "../../model";
import { announce } from "../announce";
import { useCanvas } from "../context";
import { keyboardDrag } from "./keyboardDrag";
import type { Landing } from "./landing";
import { pointerDrag } from "./pointerDrag";

export interface DragPort {
  journey(): ReturnType<typeof useMap>["journey"];
  /** What moves with this card: itself, or all that are selected with it. */
  companions(id: string): string[];
  drop(ids: readonly string[], at: Landing): void;
  say(key: "start" | "over" | "end" | "cancel", id: string, at?: Landing): void;
}

export function useCardDrag(row: RefObject<HTMLElement | null>): void {
  const { t } = useI18n();
  const { journey, editable } = useMap();
  const { edits, selection } = useCanvas();
  const now = useRef(journey);
  useEffect(() => {
    now.current = journey;
  }, [journey]);

  useEffect(() => {
    const element = row.current;
    if (!element || !editable) return;
    const port: DragPort = {
      journey: () => now.current,
      companions: (id) => {
        if (!selection.has(id)) return [id];
        const chosen = selection.snapshot();
        const order = now.current.stages.flatMap(({ touchpoints }) => touchpoints);
        return order.filter((one) => chosen.has(one.id)).map((one) => one.id);
      },
      drop: (ids, at) => edits.moveMany(ids, at.stageId, at.position),
      say(key, id, at) {
        const name = findTouchpoint(now.current, id)?.touchpoint.name ?? "";
        if (key === "start" || key === "cancel") return announce(t(`drag.${key}`, { name }));
        const stage = now.current.stages.find((item) => item.id === at?.stageId)?.name ?? "";
        announce(t(`drag.${key}`, { name, stage, position: (at?.position ?? 0) + 1 }));
      },
    };
    const stopPointer = pointerDrag(element, port);
    const stopKeys = keyboardDrag(element, port);
    return () => {
      stopPointer();
      stopKeys();
    };
  }, [row, editable, edits, selection, t]);
}
