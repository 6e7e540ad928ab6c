/** What the colour of a flow says: how long it takes, or how many it loses. */
import "./shades.css";

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

/** Which shade, from 0: by median seconds, or by the share that goes no further after it. */
export function shadeOf(colour: Colour, median: number | null | undefined, loss: number): number {
  const value = colour === "time" ? (median ?? 0) : loss;
  const at = bounds[colour].findIndex((bound) => value < bound);
  return at < 0 ? bounds[colour].length : at;
}
