/** How sure a share is. */

/** 95 in 100. */
const Z = 1.959964;

/**
 * The interval in which the true share lies in nineteen cases of twenty, of `count` among `of`:
 * Wilson's score interval (1927), which holds for few and for extreme shares too.
 */
export function wilson(count: number, of: number): { low: number; high: number } {
  if (of <= 0) return { low: 0, high: 1 };
  const share = count / of;
  const z2 = (Z * Z) / of;
  const middle = share + z2 / 2;
  const reach = Z * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of));
  const within = (value: number) => Math.min(1, Math.max(0, value / (1 + z2)));
  return { low: within(middle - reach), high: within(middle + reach) };
}
