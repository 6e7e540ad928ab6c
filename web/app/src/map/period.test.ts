import { describe, expect, it } from "vitest";
import { daysOf, periodOf, readPeriod } from "./period";

describe("daysOf", () => {
  it("names the days of the organisation's zone, the last one included", () => {
    const span = { from: "2026-10-23T22:00:00Z", to: "2026-11-22T23:00:00Z" };
    expect(daysOf({ ...span, time_zone: "Europe/Paris" })).toEqual({
      from: "2026-10-24",
      to: "2026-11-22",
    });
    expect(daysOf({ from: null, to: null, time_zone: "UTC" })).toEqual({ from: "", to: "" });
  });
});

describe("readPeriod", () => {
  it("keeps presets and ranges", () => {
    expect(readPeriod({ period: "7d" })).toEqual({ period: "7d" });
    expect(readPeriod({ from: "2026-03-01", to: "2026-03-31" })).toEqual({
      from: "2026-03-01",
      to: "2026-03-31",
    });
  });

  it("drops what is no period", () => {
    expect(readPeriod({ period: "8d" })).toEqual({});
    expect(readPeriod({ from: "2026-03-31", to: "2026-03-01" })).toEqual({});
    expect(readPeriod({ from: "2026-13-01", to: "2026-14-01" })).toEqual({});
    expect(readPeriod({ from: "yesterday", to: "today" })).toEqual({});
  });

  it("falls back on thirty days", () => {
    expect(periodOf({})).toEqual({ period: "30d" });
    expect(periodOf({ from: "2026-03-01" })).toEqual({ period: "30d" });
  });
});
