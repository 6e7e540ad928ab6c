import { describe, expect, it } from "vitest";
import { periodOf, readPeriod } from "./period";

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
