import { describe, expect, it } from "vitest";
import { type Change, fills, flowsThen, inOrder, isWorse } from "./change";

const change = (told: Partial<Change>): Change => ({
  touchpoint_id: "tpt_1",
  touchpoint: "Payer",
  measure: "loss",
  from: "2026-03-04",
  from_earliest: "2026-03-03",
  from_latest: "2026-03-05",
  until: null,
  during: 0.31,
  usual: 0.06,
  during_of: 400,
  usual_of: 9000,
  customers: 100,
  probability: 0,
  false_discovery_rate: 0,
  also: [],
  says: { en: "", fr: "" },
  ...told,
});

describe("a change", () => {
  it("is worse where fewer come, more are lost or it takes longer", () => {
    expect(isWorse(change({}))).toBe(true);
    expect(isWorse(change({ measure: "reach" }))).toBe(false);
    expect(isWorse(change({ measure: "reach", during: 0.2, usual: 0.4 }))).toBe(true);
    expect(isWorse(change({ measure: "time", during: 10, usual: 20 }))).toBe(false);
  });

  it("that lasts comes before one that is over", () => {
    const [over, lasts] = [change({ until: "2026-03-24" }), change({ touchpoint: "Livrer" })];
    expect(inOrder([over, lasts])).toEqual([lasts, over]);
  });

  it("fills its track by share, or by the longer time", () => {
    expect(fills(change({}))).toEqual({ during: 0.31, usual: 0.06 });
    expect(fills(change({ measure: "time", during: 50, usual: 200 }))).toEqual({
      during: 0.25,
      usual: 1,
    });
  });

  it("leads to the flows of those days and that segment", () => {
    const mobile = change({ segment: { property: "device", value: "mobile" } });
    expect(flowsThen(mobile, "2026-05-31")).toMatchObject({
      view: "flow",
      from: "2026-03-04",
      to: "2026-05-31",
      property: "device=mobile",
    });
    const web = change({ segment: { property: "channel", value: "web" }, until: "2026-03-24" });
    expect(flowsThen(web, "2026-05-31")).toMatchObject({ channel: "web", to: "2026-03-24" });
    expect(flowsThen(change({ from: null }), "2026-05-31")).not.toHaveProperty("from");
  });
});
