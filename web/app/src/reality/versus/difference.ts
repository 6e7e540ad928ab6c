/**
 * Whether two shares differ, and by how much: the difference of two proportions with its 95 %
 * interval by Newcombe’s hybrid score method (method 10 of R. G. Newcombe, “Interval estimation for
 * the difference between independent proportions”, Statistics in Medicine 17, 1998, 873–890), which
 * joins the two Wilson intervals and holds its level at small counts and at shares near 0 and 1.
 * Pure.
 */
import { TOO_FEW } from "../../i18n/format";

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

/** The 97.5 % quantile of the normal distribution. */
const Z = 1.959964;

export const shareOf = ({ hits, of }: Proportion): number => (of > 0 ? hits / of : 0);

/** Wilson’s score interval of a proportion, 95 %; all of 0 to 1 where nobody was asked. */
export function wilson({ hits, of }: Proportion): [low: number, high: number] {
  if (of <= 0) return [0, 1];
  const p = hits / of;
  const z2 = Z * Z;
  const middle = p + z2 / (2 * of);
  const reach = Z * Math.sqrt((p * (1 - p)) / of + z2 / (4 * of * of));
  const scale = 1 + z2 / of;
  return [Math.max(0, (middle - reach) / scale), Math.min(1, (middle + reach) / scale)];
}

/** The difference of two proportions of separate people. More hits than people count as all. */
export function differenceOf(first: Proportion, second: Proportion): Difference {
  const [a, b] = [first, second].map(({ hits, of }) => ({ hits: Math.min(hits, of), of })) as [
    Proportion,
    Proportion,
  ];
  const [pa, pb] = [shareOf(a), shareOf(b)];
  const [[la, ua], [lb, ub]] = [wilson(a), wilson(b)];
  const value = a.of > 0 && b.of > 0 ? pa - pb : null;
  const low = Math.max(-1, pa - pb - Math.hypot(pa - la, ub - pb));
  const high = Math.min(1, pa - pb + Math.hypot(ua - pa, pb - lb));
  const verdict: Verdict =
    a.of < TOO_FEW || b.of < TOO_FEW ? "few" : low > 0 ? "more" : high < 0 ? "less" : "unclear";
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
