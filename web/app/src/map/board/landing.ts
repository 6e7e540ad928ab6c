/** Where a dragged card lands, and where the arrow keys take it. Pure. */
import type { Journey } from "../../api/types";
import { findTouchpoint } from "../model";

export interface Landing {
  stageId: string;
  /** Index in the stage once the card has left its old place. */
  position: number;
}

/**
 * `over` is a card or a stage. Over a card the dragged one takes its place, and within one stage
 * that means before it on the way up and after it on the way down; over a stage it goes last.
 */
export function landing(journey: Journey, dragged: string, over: string): Landing | undefined {
  const stage = journey.stages.find((item) => item.id === over);
  if (stage) {
    const others = stage.touchpoints.filter((touchpoint) => touchpoint.id !== dragged);
    return { stageId: stage.id, position: others.length };
  }
  const target = findTouchpoint(journey, over);
  return target && { stageId: target.stage.id, position: target.index };
}

interface Rect {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Sideways distance counts more than the distance along the arrow, so that keys stay in lane. */
const DRIFT = 2;

/** The nearest of `targets` in the direction of an arrow key. */
export function nextRect<R extends Rect>(from: Rect, targets: R[], code: string): R | undefined {
  const horizontal = code === "ArrowLeft" || code === "ArrowRight";
  const sign = code === "ArrowRight" || code === "ArrowDown" ? 1 : -1;
  let best: { rect: R; cost: number } | undefined;
  for (const rect of targets) {
    const dx = rect.left - from.left;
    const dy = rect.top - from.top;
    const along = sign * (horizontal ? dx : dy);
    const across = Math.abs(horizontal ? dy : dx);
    // Up and down stay within the column.
    if (along <= 1 || (!horizontal && across > from.width / 2)) continue;
    const cost = horizontal ? along * DRIFT + across : along + across * DRIFT;
    if (!best || cost < best.cost) best = { rect, cost };
  }
  return best?.rect;
}
