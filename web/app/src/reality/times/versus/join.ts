/** Times of two sides in the same bars. Pure. */
import type { Durations } from "../query";

export interface BarPair {
  /** Seconds; `to` is null for the last, which has no end. */
  from: number;
  to: number | null;
  /** Shares of those who arrive. */
  a: number;
  b: number;
}

type Side = Pick<Durations, "bars" | "cases">;

/** From the shortest to the longest time that anybody took on either side. */
export function barPairs(a: Side, b: Side): BarPair[] {
  const shares = ({ bars, cases }: Side) =>
    new Map(bars.map((bar) => [bar.from_seconds, cases > 0 ? bar.count / cases : 0]));
  const [first, second] = [shares(a), shares(b)];
  // Bars begin at the same lengths in every report: a side may only have fewer of them.
  const bounds = [...new Set([...first.keys(), ...second.keys()])].sort((x, y) => x - y);
  const pairs = bounds.map(
    (from, index): BarPair => ({
      from,
      to: bounds[index + 1] ?? null,
      a: first.get(from) ?? 0,
      b: second.get(from) ?? 0,
    }),
  );
  const taken = (pair: BarPair) => pair.a > 0 || pair.b > 0;
  const [begin, end] = [pairs.findIndex(taken), pairs.findLastIndex(taken)];
  return begin < 0 ? [] : pairs.slice(begin, end + 1);
}
