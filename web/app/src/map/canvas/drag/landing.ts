/** Where a dragged card lands. Pure. */
import type { Journey } from "../../../api/types";
import { findTouchpoint } from "../../model";

export interface Landing {
  stageId: string;
  /** Index in the stage once the card has left its old place. */
  position: number;
}

export interface Slot {
  id: string;
  left: number;
  right: number;
}

/** Between which cards of a stage a pointer is: the index to insert at, the dragged one counted. */
export function gapAt(x: number, cards: readonly Slot[]): number {
  const after = cards.findIndex(({ left, right }) => x < (left + right) / 2);
  return after === -1 ? cards.length : after;
}

/** From a gap between the cards as they stand to the index once the card has left its place. */
export function landing(
  journey: Journey,
  dragged: string,
  stageId: string,
  gap: number,
): Landing | undefined {
  const found = findTouchpoint(journey, dragged);
  if (!found) return undefined;
  const leaves = found.stage.id === stageId && found.index < gap;
  return { stageId, position: leaves ? gap - 1 : gap };
}

/** One step of the arrow keys: along the whole map, from stage to stage, through empty ones. */
export function stepFrom(
  journey: Journey,
  dragged: string,
  at: Landing,
  by: 1 | -1,
): Landing | undefined {
  const index = journey.stages.findIndex((stage) => stage.id === at.stageId);
  const room = (stage: Journey["stages"][number]) =>
    stage.touchpoints.filter((touchpoint) => touchpoint.id !== dragged).length;
  const stage = journey.stages[index];
  if (!stage) return undefined;
  const next = at.position + by;
  if (next >= 0 && next <= room(stage)) return { stageId: stage.id, position: next };
  const neighbour = journey.stages[index + by];
  if (!neighbour) return undefined;
  return { stageId: neighbour.id, position: by === 1 ? 0 : room(neighbour) };
}
