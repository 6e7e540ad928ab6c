import { describe, expect, it } from "vitest";
import { barPairs } from "./join";

const side = (...bars: [number, number][]) => ({
  cases: bars.reduce((sum, [, count]) => sum + count, 0),
  bars: bars.map(([from_seconds, count]) => ({ from_seconds, count })),
});

describe("times of two sides", () => {
  it("lie in the same bars, as shares of those who arrive", () => {
    const pairs = barPairs(
      side([0, 0], [60, 5], [240, 15], [960, 0]),
      side([0, 0], [60, 0], [240, 1], [960, 1], [3600, 0]),
    );
    expect(pairs).toEqual([
      { from: 60, to: 240, a: 0.25, b: 0 },
      { from: 240, to: 960, a: 0.75, b: 0.5 },
      { from: 960, to: 3600, a: 0, b: 0.5 },
    ]);
  });

  it("are none where nobody arrives, and have no end after the last", () => {
    expect(barPairs(side(), side([0, 0]))).toEqual([]);
    expect(barPairs(side([60, 1]), side())).toEqual([{ from: 60, to: null, a: 1, b: 0 }]);
  });
});
