import { expect, it } from "vitest";
import type { Touchpoint } from "../../../api/types";
import { listKinds, newItem, patchItems, readItems } from "./items";

const touchpoint = {
  actions: [{ id: "i1", text: "Answers", team: "Support" }],
  frictions: [{ id: "i1", text: "Slow", severity: "high", evidence: "31 %" }],
  strengths: [],
  behind_the_scenes: [{ id: "i4", who: "Carrier", what: "Delivers" }],
} as unknown as Touchpoint;

it.each(listKinds)("%s comes back as it went out", (kind) => {
  expect(patchItems(kind, readItems(touchpoint, kind))).toEqual({ [kind]: touchpoint[kind] });
});

it("empty lines are not stored; a name alone behind the scenes is", () => {
  const blank = { id: "i1", text: " ", aside: "" };
  expect(patchItems("actions", [blank])).toEqual({ actions: [] });
  expect(patchItems("behind_the_scenes", [{ ...blank, aside: "ERP" }])).toEqual({
    behind_the_scenes: [{ id: "i1", who: "ERP", what: " " }],
  });
});

it("a new line never takes an id in use", () => {
  const items = [{ id: "i2", text: "", aside: "" }];
  expect(newItem("actions", items)).toMatchObject({ id: "i3" });
  expect(newItem("frictions", [])).toMatchObject({ id: "i1", severity: "medium" });
});
