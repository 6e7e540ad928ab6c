import { describe, expect, it } from "vitest";
import { barsOf, gridOf, placeOf } from "./bars";

const report = {
  cases: 20,
  bars: [
    { from_seconds: 0, count: 0 },
    { from_seconds: 60, count: 5 },
    { from_seconds: 240, count: 0 },
    { from_seconds: 960, count: 15 },
    { from_seconds: 3600, count: 0 },
  ],
};

describe("times as bars", () => {
  it("are those between the shortest and the longest, empty ones among them", () => {
    expect(barsOf(report)).toEqual([
      { from: 60, to: 240, count: 5, share: 0.25 },
      { from: 240, to: 960, count: 0, share: 0 },
      { from: 960, to: 3600, count: 15, share: 0.75 },
    ]);
    expect(barsOf({ cases: 0, bars: [{ from_seconds: 0, count: 0 }] })).toEqual([]);
  });

  it("leave the last without an end", () => {
    const [bar] = barsOf({ cases: 1, bars: [{ from_seconds: 3600, count: 1 }] });
    expect(bar?.to).toBeNull();
    expect(placeOf([bar as NonNullable<typeof bar>], 7200)).toBe(1);
  });

  it("place a length within its bar by how many times longer it is", () => {
    const bars = barsOf(report);
    expect(placeOf(bars, 60)).toBe(0);
    expect(placeOf(bars, 120)).toBeCloseTo(0.5);
    expect(placeOf(bars, 240)).toBe(1);
    expect(placeOf(bars, 1)).toBe(0);
    expect(placeOf(bars, 1e9)).toBe(3);
  });

  it("draw at most four round lines, the highest above all bars", () => {
    expect(gridOf(barsOf(report))).toEqual([0.2, 0.4, 0.6, 0.8]);
    const low = gridOf([{ from: 0, to: 1, count: 1, share: 0.17 }]);
    expect(low).toEqual([0.05, 0.1, 0.15, 0.2]);
  });
});
