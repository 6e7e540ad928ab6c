import { describe, expect, it } from "vitest";
import type { Place } from "../queries";
import { cohortsAsked, everyOf } from "./query";

describe("what cohorts are asked", () => {
  it("is weeks of a season and months of a year, unless said", () => {
    expect(everyOf({})).toBe("week");
    expect(everyOf({ period: "365d" })).toBe("month");
    expect(everyOf({ period: "7d" })).toBe("week");
    expect(everyOf({ from: "2026-01-01", to: "2026-03-31" })).toBe("week");
    expect(everyOf({ from: "2026-01-01", to: "2026-12-31" })).toBe("month");
    expect(everyOf({ period: "365d", every: "week" })).toBe("week");
  });

  it("names places by their names and rows by one thing", () => {
    const places: Place[] = [{ id: "a", name: "Cart, again", hue: "decision", column: 0 }];
    expect(cohortsAsked({ start: "a", back: "gone", rows: "first" }, places)).toEqual({
      every: "week",
      start: "Cart\\, again",
      back: undefined,
      by_first: true,
      split_by: undefined,
    });
    expect(cohortsAsked({ rows: "property:device" }, places).split_by).toBe("device");
  });
});
