/** Between which two places time is looked at. */
import type { Place, Transitions } from "../queries";
import { idsOf } from "../search";

export type Pair = readonly [from: Place, to: Place];

/** The two of the address, when both are still on the map. */
export function pairOf(places: readonly Place[], between: string | undefined): Pair | undefined {
  const [from, to] = idsOf(between).map((id) => places.find((place) => place.id === id));
  return from && to ? [from, to] : undefined;
}

/**
 * The whole way, when nobody has said which part: from the first place that anybody reaches to the
 * goal, or to the last place reached where no goal lies behind the first.
 */
export function wholeWay(
  places: readonly Place[],
  nodes: Transitions["nodes"],
  goals: readonly string[],
): Pair | undefined {
  const reached = new Set(nodes.filter(({ count }) => count > 0).map(({ name }) => name));
  const known = places.filter(({ name }) => reached.has(name));
  const from = known[0] ?? places[0];
  const others = known.filter((place) => place !== from);
  const to =
    others.findLast(({ id }) => goals.includes(id)) ??
    others.at(-1) ??
    places.findLast((place) => place !== from);
  return from && to ? [from, to] : undefined;
}
