import { describe, expect, it } from "vitest";
import type { Transitions } from "../queries";
import { readReality } from "../search";
import { otherSide } from "./against";
import { differencesOf, isSure, netReport, ofPassages } from "./difference";

describe("the other side", () => {
  const today = "2026-05-31";

  it("is as many days before", () => {
    const other = otherSide({ period: "7d", vs: "previous" }, today);
    expect(other).toMatchObject({ from: "2026-05-18", to: "2026-05-24" });
    const named = otherSide({ from: "2026-03-01", to: "2026-03-10", vs: "previous" }, today);
    expect(named).toMatchObject({ from: "2026-02-19", to: "2026-02-28" });
  });

  it("is the year before", () => {
    const other = otherSide({ from: "2024-02-29", to: "2024-03-10", vs: "year" }, today);
    expect(other).toMatchObject({ from: "2023-02-28", to: "2023-03-10" });
  });

  it("is another segment in the same days", () => {
    const search = { period: "30d", property: "device=mobile", vs: "property:device=desktop" };
    expect(otherSide(search, today)).toMatchObject({ period: "30d", property: "device=desktop" });
    expect(otherSide({ vs: "channel:web" }, today)).toMatchObject({ channel: "web" });
  });

  it("is none where it makes no sense", () => {
    expect(otherSide({ period: "all", vs: "previous" }, today)).toBeNull();
    expect(otherSide({}, today)).toBeNull();
    expect(readReality({ vs: "property:" })).toEqual({});
    expect(readReality({ vs: "year" })).toEqual({ vs: "year" });
  });
});

const transitions = (here: number, went: number, named = "B") =>
  ({
    nodes: [
      { name: "A", count: here, customers: here },
      { name: "B", count: went, customers: went },
    ],
    edges: [{ from: "A", to: named, count: went, customers: went, mean_seconds: 1 }],
    starts: [],
    ends: [],
  }) as unknown as Transitions;

describe("differences", () => {
  it("are of shares, with how sure they are", () => {
    const [one] = ofPassages(transitions(70, 56), transitions(80, 48));
    expect(one?.points).toBeCloseTo(0.2);
    expect(one?.interval?.low).toBeCloseTo(0.0524, 4);
    expect(one && isSure(one)).toBe(true);
  });

  it("are too few to tell below twenty", () => {
    const [few] = differencesOf([
      { path: ["A"], now: { count: 9, of: 10 }, past: { count: 1, of: 100 } },
    ]);
    expect(few?.interval).toBeNull();
    expect(few && isSure(few)).toBe(false);
  });

  it("need more to be sure of, the more are looked at", () => {
    const one = { path: ["A"], now: { count: 56, of: 70 }, past: { count: 48, of: 80 } };
    expect(differencesOf([one]).every(isSure)).toBe(true);
    expect(differencesOf(Array.from({ length: 100 }, () => one)).some(isSure)).toBe(false);
  });

  it("are of what is on either side, and only sure ones are drawn", () => {
    const all = ofPassages(transitions(70, 56), transitions(80, 48, "C"));
    expect(all.map(({ path }) => path[1]).sort()).toEqual(["B", "C"]);
    expect(netReport(transitions(70, 56), all).edges).toHaveLength(2);
    const alike = ofPassages(transitions(70, 42), transitions(80, 48));
    expect(netReport(transitions(70, 42), alike).edges).toHaveLength(0);
  });
});
