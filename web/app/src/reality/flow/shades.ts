/** What the colour of a flow says: how long it takes, or how many it loses. */
import type { NetEdge } from "./net";

const HOUR = 3600;
const DAY = 24 * HOUR;

export type Colour = "time" | "loss";

/** Bounds between shades; the last shade is everything above. */
const bounds: Record<Colour, readonly number[]> = {
  time: [HOUR, DAY, 7 * DAY],
  loss: [0.15, 0.35],
};

export const shades: Record<Colour, readonly string[]> = {
  time: ["quick", "hours", "days", "slow"],
  loss: ["few", "some", "many"],
};

/** Which shade, from 0. Median time; for loss the share that goes no further after it. */
export function shadeOf(edge: NetEdge, colour: Colour): number {
  const value = colour === "time" ? (edge.edge.median_seconds ?? 0) : edge.to.ends;
  const at = bounds[colour].findIndex((bound) => value < bound);
  return at < 0 ? bounds[colour].length : at;
}
