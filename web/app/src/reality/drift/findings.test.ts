import { describe, expect, it } from "vitest";
import type { Drift } from "../queries";
import { type Decision, findingsOf, hasGrown, roomFor, standsIn } from "./findings";

const report = {
  customers: 1000,
  unclaimed: [{ finding: "new:a:b:call_ended", kind: "call_ended", customers: 312 }],
  deviations: [{ finding: "skipped:c:-", kind: "skipped", touchpoint: "C", customers: 40 }],
  unreached: [{ id: "tpt_d", name: "D" }],
} as unknown as Drift;

const decision = (told: Partial<Decision>): Decision => ({
  finding: "new:a:b:call_ended",
  state: "open",
  reason: "",
  assignee: null,
  customers: 150,
  of_customers: 1000,
  decided_by: "Camille",
  decided_at: "2026-05-01T00:00:00Z",
  ...told,
});

describe("findings", () => {
  const [call, skipped, unreached] = findingsOf(report);

  it("have a key that decisions name, and customers behind them", () => {
    expect([call?.key, skipped?.key, unreached?.key]).toEqual([
      "new:a:b:call_ended",
      "skipped:c:-",
      "unreached:tpt_d",
    ]);
    expect(call?.figure?.of).toEqual({ unclaimed: "call_ended" });
    expect(unreached?.figure).toBeUndefined();
  });

  it("stand where they were put", () => {
    if (!call) throw new Error("one was found");
    expect(standsIn(call, undefined, "me")).toEqual(["open"]);
    const mine = decision({ assignee: { id: "me", name: "Moi" } });
    expect(standsIn(call, mine, "me")).toEqual(["open", "mine"]);
    expect(standsIn(call, decision({ state: "done" }), "me")).toEqual(["done"]);
  });

  it("come back once they have doubled since they were dismissed", () => {
    if (!call || !unreached) throw new Error("they were found");
    const dismissed = decision({ state: "dismissed", reason: "Rare" });
    expect(hasGrown(call, dismissed)).toBe(true);
    expect(standsIn(call, dismissed, "me")).toEqual(["open"]);
    expect(standsIn(call, { ...dismissed, customers: 200 }, "me")).toEqual(["dismissed"]);
    expect(hasGrown(unreached, { ...dismissed, customers: 0 })).toBe(false);
  });
});

describe("where a touchpoint goes that the map lacks", () => {
  const stages = [
    { id: "s1", touchpoints: [{ name: "Look" }] },
    { id: "s2", touchpoints: [{ name: "Pay" }, { name: "Thanks" }] },
  ] as Parameters<typeof roomFor>[1]["stages"];

  it.each([
    ["Look", "Pay", { stage: "s1", position: 1 }],
    [null, "Pay", { stage: "s2", position: 0 }],
    ["Thanks", null, { stage: "s2", position: 2 }],
    ["Gone", null, null],
  ])("between %s and %s", (before, after, room) => {
    expect(roomFor({ before, after }, { stages })).toEqual(room);
  });
});
