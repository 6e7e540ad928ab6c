import { describe, expect, it } from "vitest";
import { reachOf, wilson } from "./sure";

describe("how sure a share is", () => {
  it("is Wilson's interval, as published for 81 of 263", () => {
    // Newcombe (1998), Statistics in Medicine 17, table I: 0.2553 to 0.3662.
    const { low, high } = wilson(81, 263);
    expect(low).toBeCloseTo(0.2553, 4);
    expect(high).toBeCloseTo(0.3662, 4);
  });

  it("says something of none and of all", () => {
    expect(wilson(0, 20).low).toBe(0);
    expect(wilson(0, 20).high).toBeCloseTo(0.1611, 4);
    expect(wilson(20, 20).high).toBe(1);
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
  });
});

describe("many intervals at once", () => {
  it("reach further, so that all hold together", () => {
    // Of the normal distribution: 1 − 0.025/10 at 2.8070, 1 − 0.025/200 at 3.6623.
    expect(reachOf(1)).toBeCloseTo(1.96, 3);
    expect(reachOf(10)).toBeCloseTo(2.807, 2);
    expect(reachOf(200)).toBeCloseTo(3.6623, 2);
  });
});
