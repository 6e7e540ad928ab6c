/**
 * One hue in six depths: how much of the primary colour lies over the page. Between the fourth and
 * the fifth lies a gap where neither ink is readable (4.5:1, tested in both schemes).
 */
export const depths = [8, 20, 34, 48, 78, 100] as const;
/** From which depth on the ink is that of primary grounds. */
export const INK_TURNS = 4;

/** Which depth a share has among shares up to `top`, from 0; −1 for none at all. */
export function depthOf(share: number, top: number): number {
  if (share <= 0 || top <= 0) return -1;
  return Math.min(depths.length, Math.ceil((share / top) * depths.length)) - 1;
}
