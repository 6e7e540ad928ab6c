/** Going about the canvas with arrows: a grid of touchpoints across and lanes down. */
import type { Journey } from "../../api/types";
import { focusCard, focusCell, laneAt, openLanes, touchpointAt } from "./dom";
import { realId } from "./ids";

export type Arrow = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

export const orderOf = (journey: Journey): string[] =>
  journey.stages.flatMap((stage) => stage.touchpoints.map(({ id }) => id));

/** Which touchpoints a key is about: those selected, else the one that has the focus. */
export function subjects(selected: ReadonlySet<string>): string[] {
  if (selected.size > 0) return [...selected];
  const focused = touchpointAt(document.activeElement);
  return focused === undefined ? [] : [focused];
}

/** Moves the focus one place; false when it is not on the canvas, or at its edge. */
export function step(journey: Journey, arrow: Arrow): boolean {
  const order = orderOf(journey);
  const id = touchpointAt(document.activeElement);
  // The server may have named it between what is drawn and what this knows.
  const at = id === undefined ? -1 : order.findIndex((other) => realId(other) === realId(id));
  if (id === undefined || at < 0) return false;
  const lane = laneAt(document.activeElement);
  const lanes = openLanes();
  const row = lane === undefined ? -1 : lanes.indexOf(lane);
  const across = arrow === "ArrowLeft" ? -1 : arrow === "ArrowRight" ? 1 : 0;
  const down = arrow === "ArrowUp" ? -1 : arrow === "ArrowDown" ? 1 : 0;
  const next = order[at + across];
  if (across !== 0 && next === undefined) return false;
  return go(next ?? id, lanes, row + down, down);
}

/** Lanes without a cell for this touchpoint (a curve drawn over all of them) are passed over. */
function go(id: string, lanes: readonly string[], row: number, down: number): boolean {
  if (row < 0) {
    focusCard(id);
    return true;
  }
  const lane = lanes[row];
  if (lane === undefined) return false;
  if (focusCell(id, lane)) return true;
  return down !== 0 && go(id, lanes, row + down, down);
}
