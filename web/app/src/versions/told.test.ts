import { describe, expect, it } from "vitest";
import { createI18n } from "../i18n";
import { en } from "../i18n/en";
import { linesOf } from "./told";

describe("what a field of a map says", () => {
  const i18n = createI18n("en", en);
  const lines = (field: string, value: unknown) => linesOf(field, value, i18n);

  it.each([
    ["needs", "Pay fast", ["Pay fast"]],
    ["needs", "", []],
    ["next_action", null, []],
    ["channels", ["web", "store"], ["Web", "Store"]],
    ["goal", false, []],
    [
      "signals",
      [{ kind: "page_viewed", channel: null, subject: "/a", properties: {} }],
      ["Page viewed · /a"],
    ],
    [
      "frictions",
      [{ id: "x", text: "Slow", severity: "high", evidence: "Calls" }],
      ["Slow (High) · Calls"],
    ],
    ["sub_journey", { id: "jrn_1", name: "Delivery" }, ["Delivery"]],
    ["links", ["A → B", "B → C (again)"], ["A → B", "B → C (again)"]],
    ["owner", { id: "usr_1", name: "Ana" }, ["Ana"]],
  ])("%s", (field, value, expected) => {
    expect(lines(field, value)).toEqual(expected);
  });
});
