/** Durations as bars of equal width: each holds a range of lengths, longer ones wider ranges. */
import type { Durations } from "./query";

export interface TimeBar {
  /** Seconds; `to` is null for the last, which has no end. */
  from: number;
  to: number | null;
  count: number;
  share: number;
}

/** The bars between the shortest and the longest time that anybody took. */
export function barsOf({ bars, cases }: Pick<Durations, "bars" | "cases">): TimeBar[] {
  const first = bars.findIndex(({ count }) => count > 0);
  const last = bars.findLastIndex(({ count }) => count > 0);
  if (first < 0) return [];
  return bars.slice(first, last + 1).map((bar, index) => ({
    from: bar.from_seconds,
    to: bars[first + index + 1]?.from_seconds ?? null,
    count: bar.count,
    share: cases > 0 ? bar.count / cases : 0,
  }));
}

/** Where a length lies on the axis, in bars from the left: 2.5 is the middle of the third. */
export function placeOf(bars: readonly TimeBar[], seconds: number): number {
  const at = bars.findLastIndex(({ from }) => from <= seconds);
  const bar = bars[at];
  if (!bar) return 0;
  // A bar without an end is drawn as if it ended at twice its begin.
  const to = bar.to ?? bar.from * 2;
  const within =
    bar.from > 0
      ? Math.log(seconds / bar.from) / Math.log(to / bar.from)
      : seconds / Math.max(to, 1);
  return at + Math.min(1, Math.max(0, within));
}

/** Round shares for the lines behind the bars, up to the first that no bar passes. */
export function gridOf(bars: readonly TimeBar[]): number[] {
  const most = Math.max(0.01, ...bars.map(({ share }) => share));
  const step = [0.02, 0.05, 0.1, 0.2, 0.25].find((size) => most / size <= 4) ?? 0.25;
  const lines = Math.ceil(most / step - 1e-9);
  return Array.from({ length: lines }, (_, line) => Math.round((line + 1) * step * 100) / 100);
}
