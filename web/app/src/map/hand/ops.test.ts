import { describe, expect, it } from "vitest";
import type { Journey } from "../../api/types";
import { findTouchpoint } from "../model";
import { inverseOf } from "./history";
import { apply, type Op, valuesBefore } from "./ops";
import { shape, small } from "./testing";

const was = { name: "a", stageId: "s1", position: 0 };
const doneTo = (journey: Journey, ops: readonly Op[]) => ops.reduce(apply, journey);
const touchpoint = (journey: Journey, id: string) => findTouchpoint(journey, id)?.touchpoint;

const [a] = small.stages[0]?.touchpoints ?? [];
if (!a) throw new Error("the map of the tests starts with a");
const words = { needs: "vite", translations: { en: { needs: "fast" } } };

const link = { id: "l1", from: "a", to: "d", label: "abandon" };
const linked = apply(small, { do: "link.add", ...link });

const today = "2026-11-22T10:00:00Z";
const reviewed = apply(small, {
  do: "touchpoints.review",
  ids: ["a"],
  by: "Karim",
  at: "2026-10-01T08:00:00Z",
});

/** Each thing a hand can do, and where it starts from. */
const all: [name: string, from: Journey, ops: Op[]][] = [
  [
    "words",
    small,
    [
      {
        do: "touchpoint.change",
        id: "a",
        patch: words,
        base: valuesBefore(a, words),
        was,
      },
    ],
  ],
  [
    "adding",
    small,
    [
      {
        do: "touchpoints.add",
        ids: ["n1", "n2"],
        stageId: "s1",
        position: 1,
        touchpoints: [{ name: "x" }, { name: "y" }],
      },
    ],
  ],
  [
    "moving several from several stages",
    small,
    [{ do: "touchpoints.move", ids: ["d", "a", "c"], stageId: "s3", position: 0 }],
  ],
  [
    "moving within a stage",
    small,
    [{ do: "touchpoints.move", ids: ["c", "a"], stageId: "s1", position: 0 }],
  ],
  ["removing", small, [{ do: "touchpoints.remove", ids: ["a", "c", "d"] }]],
  ["a review", small, [{ do: "touchpoints.review", ids: ["a", "d"], by: "Inès", at: today }]],
  [
    "a second review",
    reviewed,
    [{ do: "touchpoints.review", ids: ["a", "d"], by: "Inès", at: today }],
  ],
  [
    "a review taken back",
    reviewed,
    [{ do: "touchpoints.unreview", items: [{ id: "a", at: null, by: null }] }],
  ],
  ["a new stage", small, [{ do: "stage.add", id: "n3", name: "Après", position: 1 }]],
  ["a renamed stage", small, [{ do: "stage.change", id: "s2", changes: { name: "Choix" } }]],
  ["a moved stage", small, [{ do: "stage.move", id: "s1", position: 2 }]],
  ["a removed stage", small, [{ do: "stage.remove", id: "s1" }]],
  ["a link", { ...small, links: [] }, [{ do: "link.add", ...link }]],
  ["another label", linked, [{ do: "link.add", ...link, id: "l2", label: "retour" }]],
  [
    "what a link says in the other language",
    linked,
    [{ do: "link.add", ...link, translations: { en: { label: "gives up" } } }],
  ],
  ["a link removed", linked, [{ do: "link.remove", from: "a", to: "d" }]],
  ["a journey renamed", small, [{ do: "journey.change", changes: { name: "Retour" } }]],
  [
    "two things at once",
    small,
    [
      { do: "touchpoints.move", ids: ["a"], stageId: "s2", position: 0 },
      { do: "touchpoints.remove", ids: ["d"] },
    ],
  ],
];

describe("inverseOf", () => {
  it.each(all)("takes back %s", (_name, from, ops) => {
    const done = doneTo(from, ops);
    const back = doneTo(done, inverseOf(from, ops));
    const content = ({ has_unpublished_changes: _, ...rest }: Journey) => rest;
    expect(content(done)).not.toEqual(content(from));
    expect(shape(back)).toBe(shape(from));
    for (const { touchpoints } of from.stages) {
      for (const before of touchpoints) {
        const { translations, ...fields } = touchpoint(back, before.id) ?? before;
        expect(fields).toMatchObject({ name: before.name, needs: before.needs });
        expect(fields.reviewed_at ?? null).toBe(before.reviewed_at ?? null);
        expect(fields.reviewed_by ?? null).toBe(before.reviewed_by ?? null);
        expect(Object.values(translations).flatMap(Object.values)).toEqual([]);
      }
    }
    expect(back.name).toBe(from.name);
    expect(back.links ?? []).toEqual(from.links ?? []);
    expect(back.stages.map(({ name }) => name)).toEqual(from.stages.map(({ name }) => name));
  });
});

it("does nothing twice: what landed may be shown over itself", () => {
  for (const [, from, ops] of all) {
    const once = doneTo(from, ops);
    if (ops.length === 1) expect(doneTo(once, ops)).toEqual(once);
  }
});
