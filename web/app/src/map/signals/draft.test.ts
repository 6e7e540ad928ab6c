import { describe, expect, it } from "vitest";
import { freeFields, isComplete, sameSignals, toRules, toSignals } from "./draft";

const signal = {
  kind: "page_viewed",
  channel: null,
  subject: "/produits/*",
  properties: { platform: "mobile" },
};

describe("signal drafts", () => {
  it("go to rows and back unchanged", () => {
    const rules = toRules([signal]);
    expect(rules).toEqual([
      [
        { field: "kind", value: "page_viewed" },
        { field: "subject", value: "/produits/*" },
        { field: "properties.platform", value: "mobile" },
      ],
    ]);
    expect(toSignals(rules)).toEqual([signal]);
  });

  it("leave half-written conditions and empty rules out", () => {
    const rules = [
      [
        { field: "kind", value: "order_completed" } as const,
        { field: "subject", value: "  " } as const,
      ],
      [{ field: "channel", value: "" } as const],
    ];
    expect(isComplete(rules)).toBe(false);
    expect(toSignals(rules)).toEqual([
      { kind: "order_completed", channel: null, subject: null, properties: {} },
    ]);
  });

  it("offer each field once", () => {
    const [rule = []] = toRules([signal]);
    expect(freeFields(rule, ["platform", "country"])).toEqual(["channel", "properties.country"]);
  });

  it("compare by meaning: an absent field is a null one", () => {
    expect(sameSignals([signal], [{ ...signal, channel: undefined }])).toBe(true);
    expect(sameSignals([signal], [])).toBe(false);
  });
});
