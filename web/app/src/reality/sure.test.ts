import { describe, expect, it } from "vitest";
import { wilson } from "./sure";

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
