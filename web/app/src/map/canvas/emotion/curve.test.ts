import { describe, expect, it } from "vitest";
import { curvePath, gapPath, perceptionGap, runs, snap, stepOf, valueAt, yOf } from "./curve";

const y = (value: number) => yOf(value, 100, 10);

describe("the scale", () => {
  it("has its ends inside the margins, and reads back what it draws", () => {
    expect(yOf(2, 100, 10)).toBe(10);
    expect(yOf(-2, 100, 10)).toBe(90);
    for (const value of [-2, -1.3, 0, 0.7, 2]) expect(valueAt(y(value), 100, 10)).toBe(value);
  });

  it("snaps to tenths within the scale", () => {
    expect(snap(1.234)).toBe(1.2);
    expect(snap(-7)).toBe(-2);
    expect(valueAt(-40, 100, 10)).toBe(2);
  });

  it("takes the colour of the nearest whole step", () => {
    expect([-2, -1.4, -0.4, 0.6, 2].map(stepOf)).toEqual([0, 1, 2, 3, 4]);
  });
});

describe("curvePath", () => {
  it("has a gap where there is no value, and no line for a lone point", () => {
    const points = [
      { x: 0, value: 1 },
      { x: 10, value: 0 },
      { x: 20, value: null },
      { x: 30, value: 2 },
    ];
    expect(curvePath(points, y).match(/M/g)).toHaveLength(1);
    expect(runs(points, (point) => point.value !== null)).toHaveLength(2);
  });

  it("never overshoots: a plateau stays flat", () => {
    const flat = [
      { x: 0, value: -2 },
      { x: 30, value: 2 },
      { x: 60, value: 2 },
      { x: 90, value: -2 },
    ];
    const heights = [...curvePath(flat, y).matchAll(/ (\d+\.\d)/g)].map((hit) => Number(hit[1]));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...heights)).toBeLessThanOrEqual(90);
  });
});

describe("the perception gap", () => {
  it("is shaded only between neighbours that both curves have", () => {
    const felt = [1, 1, null, 1].map((value, index) => ({ x: index * 10, value }));
    const measured = [0, 0, 0, 0].map((value, index) => ({ x: index * 10, value }));
    expect(gapPath(felt, measured, y).match(/Z/g)).toHaveLength(1);
  });

  it("is the mean difference over the points that have both", () => {
    const found = perceptionGap([
      { felt: 1, measured: -1 },
      { felt: 0, measured: 1 },
      { felt: 2, measured: null },
    ]);
    expect(found).toEqual({ gap: 0.5, points: 2 });
    expect(perceptionGap([{ felt: 1, measured: null }])).toBeNull();
  });
});
