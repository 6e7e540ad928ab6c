/** The rows of the map: what each holds, and moving, adding, removing them. Pure. */
import type { Lane } from "../../../api/types";

export type FixedKind = Exclude<Lane["kind"], FreeKind>;
export type FreeKind = "text" | "list" | "image" | "number" | "link";

export const freeKinds: readonly FreeKind[] = ["text", "list", "image", "number", "link"];

export const isFree = (lane: Lane): boolean => (freeKinds as readonly string[]).includes(lane.kind);

/** Lanes that are one text of a touchpoint, by the field that holds it. */
export const textFields = ["needs", "does", "thinks", "feels", "stands_in_the_way"] as const;
export type TextField = (typeof textFields)[number];

export const isTextField = (kind: string): kind is TextField =>
  (textFields as readonly string[]).includes(kind);

export const shown = (lanes: readonly Lane[] | undefined): Lane[] =>
  (lanes ?? []).filter((lane) => !lane.hidden);

/**
 * Moves a lane to `index` among the lanes that are shown; hidden ones keep their places beside
 * the lanes they follow.
 */
export function moveLane(lanes: readonly Lane[], id: string, index: number): Lane[] {
  const moved = lanes.find((lane) => lane.id === id);
  if (!moved) return [...lanes];
  const rest = lanes.filter((lane) => lane.id !== id);
  const visible = rest.filter((lane) => !lane.hidden);
  const before = visible[Math.max(0, index)];
  const at = before ? rest.indexOf(before) : rest.length;
  return [...rest.slice(0, at), moved, ...rest.slice(at)];
}

export function changeLane(lanes: readonly Lane[], id: string, change: Partial<Lane>): Lane[] {
  return lanes.map((lane) => (lane.id === id ? { ...lane, ...change } : lane));
}

/** A free lane of one's own, after those that are shown. */
export function addLane(lanes: readonly Lane[], kind: FreeKind, name: string): Lane[] {
  const taken = new Set(lanes.map((lane) => lane.id));
  let number = 1;
  while (taken.has(`free${number}`)) number += 1;
  const made: Lane = { id: `free${number}`, kind, name, hidden: false, folded: false };
  return [...lanes, made];
}

export function removeLane(lanes: readonly Lane[], id: string): Lane[] {
  return lanes.filter((lane) => lane.id !== id);
}
