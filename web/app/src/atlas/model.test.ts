import { describe, expect, it } from "vitest";
import type { JourneySummary } from "../api/types";
import type { AtlasEntry } from "./api";
import { distinct, filtered, type Row, sorted, tree } from "./model";
import { NOBODY, readAtlas } from "./search";

function row(id: string, journey: Partial<JourneySummary> = {}, entry?: Partial<AtlasEntry>): Row {
  return {
    journey: {
      id,
      name: id,
      scenario: "",
      stages: 5,
      touchpoints: 3,
      without_owner: 0,
      stale: 0,
      status: "in_use",
      has_unpublished_changes: false,
      updated_at: "2026-11-01T00:00:00Z",
      updated_by: "C",
      ...journey,
    } as JourneySummary,
    entry:
      entry && ({ id, parents: [], health: "unknown", goal_share: null, ...entry } as AtlasEntry),
  };
}
const ids = (rows: Row[]) => rows.map(({ journey }) => journey.id);

describe("filtering", () => {
  const rows = [
    row("a", { name: "Première sortie", persona: { id: "p1", name: "Camille" } }),
    row("b", { name: "Retour", owner: { id: "u1", name: "Karim" }, status: "sketch" }),
    row("c", { name: "Ancien", status: "archived" }),
  ];
  it("finds all words in name, persona or owner, whatever the accents and the case", () => {
    expect(ids(filtered(rows, { q: "premiere CAM" }))).toEqual(["a"]);
    expect(ids(filtered(rows, { q: "karim" }))).toEqual(["b"]);
  });
  it("keeps archived ones away until asked for", () => {
    expect(ids(filtered(rows, {}))).toEqual(["a", "b"]);
    expect(ids(filtered(rows, { status: "archived" }))).toEqual(["c"]);
  });
  it("finds what nobody owns", () => {
    expect(ids(filtered(rows, { owner: NOBODY }))).toEqual(["a"]);
    expect(ids(filtered(rows, { owner: "u1" }))).toEqual(["b"]);
  });
});

describe("order", () => {
  it("puts what needs a look first and the unknown last", () => {
    const rows = [
      row("good", {}, { health: "good", goal_share: 0.5 }),
      row("none"),
      row("bad", {}, { health: "bad", goal_share: 0.1 }),
    ];
    expect(ids(sorted(rows, "health"))).toEqual(["bad", "good", "none"]);
    expect(ids(sorted(rows, "goal"))).toEqual(["bad", "good", "none"]);
  });
  it("is by last change unless said otherwise", () => {
    const rows = [row("old"), row("new", { updated_at: "2026-11-20T00:00:00Z" })];
    expect(ids(sorted(rows, undefined))).toEqual(["new", "old"]);
  });
});

describe("the tree", () => {
  const under = (id: string) => ({
    parents: [{ journey: { id, name: id }, touchpoint_id: "t", touchpoint: "T" }],
  });
  const shape = (rows: Row[]) => tree(rows).map(({ journey, depth }) => [journey.id, depth]);
  it("puts children under their parents", () => {
    expect(
      shape([
        row("child", {}, under("top")),
        row("other"),
        row("top"),
        row("deep", {}, under("child")),
      ]),
    ).toEqual([
      ["other", 0],
      ["top", 0],
      ["child", 1],
      ["deep", 2],
    ]);
  });
  it("shows a child whose parent is filtered away, and loses none to a circle", () => {
    expect(shape([row("child", {}, under("gone"))])).toEqual([["child", 0]]);
    expect(shape([row("a", {}, under("b")), row("b", {}, under("a"))])).toEqual([
      ["a", 0],
      ["b", 1],
    ]);
  });
});

it("lists each owner once, by name", () => {
  const [karim, camille] = [
    { id: "1", name: "Karim" },
    { id: "2", name: "Camille" },
  ];
  expect(distinct([karim, undefined, camille, karim])).toEqual([camille, karim]);
});

it("drops what makes no sense from an address", () => {
  expect(readAtlas({ sort: "colour", status: "lost", q: "x", new: "true" })).toEqual({
    new: true,
    q: "x",
  });
});
