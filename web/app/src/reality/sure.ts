/** How sure a share is. */

/** 95 in 100. */
const Z = 1.959964;

/**
 * How far each of several intervals has to reach so that all of them hold together in nineteen cases of
 * twenty (Bonferroni); the quantile after Abramowitz and Stegun (1964), 26.2.23, within 0.00045.
 */
export function reachOf(intervals: number): number {
  if (intervals <= 1) return Z;
  const t = Math.sqrt(-2 * Math.log(0.025 / intervals));
  return (
    t -
    (2.515517 + t * (0.802853 + t * 0.010328)) /
      (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  );
}

/**
 * The interval in which the true share lies in nineteen cases of twenty, of `count` among `of`:
 * Wilson's score interval (1927), which holds for few and for extreme shares too.
 */
export function wilson(count: number, of: number, reachOut = Z): { low: number; high: number } {
  if (of <= 0) return { low: 0, high: 1 };
  const share = count / of;
  const z2 = (reachOut * reachOut) / of;
  const middle = share + z2 / 2;
  const reach = reachOut * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of));
  const within = (value: number) => Math.min(1, Math.max(0, value / (1 + z2)));
  return { low: within(middle - reach), high: within(middle + reach) };
}
