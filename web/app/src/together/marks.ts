/**
 * What others do and say at each place of the map: who has it selected, how many threads are open.
 * A store of its own: a change redraws the cards and cells it is about, no others.
 */
import { useSyncExternalStore } from "react";

const marks = new Map<string, string>();
const listeners = new Set<() => void>();

/** A place of the map: a cell, or the whole card where there is no lane. */
export const placeKey = (touchpoint: string, lane = "") => `${touchpoint} ${lane}`;

/** Puts these marks in the place of all there were. */
export function setMarks(next: ReadonlyMap<string, string>): void {
  marks.clear();
  for (const [place, mark] of next) marks.set(place, mark);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The mark of a place as {@link setMarks} was given it; empty where there is none. */
export const useMark = (place: string): string =>
  useSyncExternalStore(subscribe, () => marks.get(place) ?? "");
