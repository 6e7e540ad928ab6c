/** A funnel of two sides: how many of each step before go on, and what differs. Pure. */
import type { FunnelStep } from "../../queries";
import { type Difference, differenceOf } from "../../versus/difference";

export interface StepPair {
  name: string;
  a: FunnelStep;
  b: FunnelStep;
  /** Of the cases at the step before; null for the first. */
  onward: Difference | null;
  /** Of the cases at the first step; null for the first. */
  whole: Difference | null;
}

/** The steps of both, which were asked for alike: in the same order, under the same names. */
export function stepPairs(a: readonly FunnelStep[], b: readonly FunnelStep[]): StepPair[] {
  // Each step says two things: of the step before, and of the first.
  const together = 2 * (Math.min(a.length, b.length) - 1);
  return a.flatMap((step, index): StepPair[] => {
    const other = b[index];
    if (!other) return [];
    const against = (base: number): Difference | null =>
      index === 0
        ? null
        : differenceOf(
            { hits: step.cases, of: a[base]?.cases ?? 0 },
            { hits: other.cases, of: b[base]?.cases ?? 0 },
            together,
          );
    return [{ name: step.name, a: step, b: other, onward: against(index - 1), whole: against(0) }];
  });
}
