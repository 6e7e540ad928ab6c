import { describe, expect, it } from "vitest";
import { filtersSet, idsOf, listOf, readReality, realityPeriod } from "./search";

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

  it("lists ids with commas, and nothing for none", () => {
    expect(idsOf(undefined)).toEqual([]);
    expect(idsOf("a,b,")).toEqual(["a", "b"]);
    expect(listOf(["a", "b"])).toBe("a,b");
    expect(listOf([])).toBeUndefined();
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
