/**
 * Whether two shares differ, and by how much: the difference of two proportions with its 95 %
 * interval by Newcombe’s hybrid score method (method 10 of R. G. Newcombe, “Interval estimation for
 * the difference between independent proportions”, Statistics in Medicine 17, 1998, 873–890), which
 * joins the two Wilson intervals and holds its level at small counts and at shares near 0 and 1.
 * Pure.
 */
import { TOO_FEW } from "../../i18n/format";
import { reachOf, wilson } from "../sure";

/** `hits` of `of`: customers who went on, of those who were there. */
export interface Proportion {
  hits: number;
  of: number;
}

/**
 * What can be said: `few` when a side has fewer than `TOO_FEW`, `unclear` when the interval holds
 * zero. `more` and `less` are those of the first side.
 */
export type Verdict = "more" | "less" | "unclear" | "few";

export interface Difference {
  a: Proportion;
  b: Proportion;
  /** First minus second, as a share: 0.07 is seven points. Null where a side has nobody. */
  value: number | null;
  low: number;
  high: number;
  verdict: Verdict;
}

/** Whether enough people stand on both sides for a difference to be told. */
export const isTold = (first: number, second: number): boolean =>
  first >= TOO_FEW && second >= TOO_FEW;

export const shareOf = ({ hits, of }: Proportion): number => (of > 0 ? hits / of : 0);

/**
 * The difference of two proportions of separate people. More hits than people count as all.
 * `together`: how many differences are shown at once, whose intervals are to hold together.
 */
export function differenceOf(first: Proportion, second: Proportion, together = 1): Difference {
  const [a, b] = [first, second].map(({ hits, of }) => ({ hits: Math.min(hits, of), of })) as [
    Proportion,
    Proportion,
  ];
  const [pa, pb] = [shareOf(a), shareOf(b)];
  const reach = reachOf(together);
  const [at, bt] = [wilson(a.hits, a.of, reach), wilson(b.hits, b.of, reach)];
  const value = a.of > 0 && b.of > 0 ? pa - pb : null;
  const low = Math.max(-1, pa - pb - Math.hypot(pa - at.low, bt.high - pb));
  const high = Math.min(1, pa - pb + Math.hypot(at.high - pa, pb - bt.low));
  const verdict: Verdict = !isTold(a.of, b.of)
    ? "few"
    : low > 0
      ? "more"
      : high < 0
        ? "less"
        : "unclear";
  return { a, b, value, low, high, verdict };
}

/** From how many points on a clear difference is a large one. */
export const LARGE = 0.1;

/**
 * How a difference is drawn, from −2 (much less in the first) to +2 (much more); 0 when chance
 * alone may explain it, null when too few are there.
 */
export function gradeOf({ verdict, value }: Difference): -2 | -1 | 0 | 1 | 2 | null {
  if (verdict === "few" || value === null) return null;
  if (verdict === "unclear") return 0;
  const large = Math.abs(value) >= LARGE;
  return verdict === "more" ? (large ? 2 : 1) : large ? -2 : -1;
}
