import { describe, expect, it } from "vitest";
import {
  chosenOf,
  filtersSet,
  forgotten,
  idsOf,
  listOf,
  readReality,
  realityPeriod,
} from "./search";

describe("the address of Reality", () => {
  it("keeps what makes sense and drops the rest", () => {
    expect(
      readReality({
        journey: "jrn_1",
        view: "paths",
        by: "stage",
        share: "80",
        property: "device=mobile",
        through: "tch_1,tch_2",
        nonsense: "x",
      }),
    ).toEqual({
      journey: "jrn_1",
      view: "paths",
      by: "stage",
      share: 80,
      property: "device=mobile",
      through: "tch_1,tch_2",
    });
    expect(
      readReality({ view: "pie", by: "kind", share: 0, property: "device", cases: 3 }),
    ).toEqual({});
  });

  it("keeps what cohorts and credit are asked, as far as it can be asked", () => {
    const asked = {
      every: "month",
      start: "tch_1",
      back: "tch_2",
      rows: "property:device",
      goal: "tch_1,tch_2",
      touches: "channel",
      window: "all",
      rests: "last",
      unit: "value",
      part: "lifetime",
      orders: "tch_3",
      months: 24,
    };
    expect(readReality({ ...asked, months: "24" })).toEqual(asked);
    expect(readReality({ rows: "first" })).toEqual({ rows: "first" });
    expect(
      readReality({
        every: "day",
        rows: "property:",
        touches: "activity",
        window: "3d",
        rests: "best",
        unit: "euro",
        part: "half",
        months: 13,
      }),
    ).toEqual({});
  });

  it("keeps a second side that says all it has to say", () => {
    const days = { vs: "days", vs_from: "2026-01-01", vs_to: "2026-01-31", vs_as: "difference" };
    expect(readReality(days)).toEqual(days);
    expect(readReality({ ...days, vs_to: "2025-01-31" })).toEqual({ vs_as: "difference" });
    expect(readReality({ vs: "before", vs_channel: "web" })).toEqual({ vs: "before" });
    expect(readReality({ vs: "property", vs_property: "device" })).toEqual({});
    expect(readReality({ vs: "channel", vs_channel: "web" })).toEqual({
      vs: "channel",
      vs_channel: "web",
    });
    expect(readReality({ vs: "persona", vs_as: "pie" })).toEqual({});
  });

  it("forgets every id when the map changes", () => {
    const ids = readReality({
      through: "a",
      without: "a",
      order: "a",
      steps: "a",
      between: "a,b",
      start: "a",
      back: "a",
      goal: "a",
      orders: "a",
    });
    expect(readReality({ ...ids, channel: "web", ...forgotten })).toEqual({ channel: "web" });
  });

  it("lists ids with commas, and nothing for none", () => {
    expect(idsOf(undefined)).toEqual([]);
    expect(idsOf("a,b,")).toEqual(["a", "b"]);
    expect(listOf(["a", "b"])).toBe("a,b");
    expect(listOf([])).toBeUndefined();
    expect(chosenOf(["a", "b"])).toBe("a,b");
    // Read again, it is a choice: of nothing that there is.
    expect(readReality({ goal: chosenOf([]) })).toEqual({ goal: "none" });
  });

  it("looks at three months unless it says otherwise", () => {
    expect(realityPeriod({})).toEqual({ period: "90d" });
    expect(realityPeriod({ period: "7d" })).toEqual({ period: "7d" });
    expect(realityPeriod({ from: "2026-01-01", to: "2026-01-31" })).toEqual({
      from: "2026-01-01",
      to: "2026-01-31",
    });
  });

  it("counts the filters that are set", () => {
    expect(filtersSet({})).toBe(0);
    expect(filtersSet({ journey: "j", period: "7d", channel: "web", order: "a,b" })).toBe(2);
  });
});
