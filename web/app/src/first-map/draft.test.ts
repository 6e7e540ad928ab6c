import { describe, expect, it } from "vitest";
import {
  addPoints,
  type Draft,
  EMPTY,
  groupOf,
  movePoint,
  nudge,
  regroup,
  removePoint,
  restorePoint,
  startEarlier,
  withIds,
} from "./draft";

const names = (draft: Draft) => draft.points.map(({ name, group }) => `${group} ${name}`);
const key = (draft: Draft, name: string) =>
  draft.points.find((point) => point.name === name)?.key ?? "";

describe("the list of points", () => {
  const list = addPoints(addPoints(addPoints(EMPTY, 1, "C"), 0, "A\n\n  B "), 1, "D");

  it("takes one point a line and stays in the order of the groups", () => {
    expect(names(list)).toEqual(["0 A", "0 B", "1 C", "1 D"]);
  });

  it("moves with the arrows, and no further than the last group", () => {
    expect(names(nudge(list, key(list, "D"), "up"))).toEqual(["0 A", "0 B", "1 D", "1 C"]);
    expect(names(nudge(list, key(list, "A"), "up"))).toEqual(names(list));
    expect(names(nudge(list, key(list, "A"), "right"))).toEqual(["0 B", "1 C", "1 D", "1 A"]);
    expect(names(nudge(list, key(list, "A"), "left"))).toEqual(names(list));
  });

  it("moves to a place", () => {
    expect(names(movePoint(list, key(list, "A"), 1, 1))).toEqual(["0 B", "1 C", "1 A", "1 D"]);
    expect(names(movePoint(list, key(list, "D"), 9, 0))).toEqual(["0 A", "0 B", "1 C", "2 D"]);
  });

  it("remembers what the server must forget, and makes anew what comes back", () => {
    const saved = { ...list, points: list.points.map((p) => ({ ...p, id: `tpt_${p.name}` })) };
    const [first] = saved.points;
    const without = removePoint(saved, key(saved, "A"));
    expect(without.removed).toEqual(["tpt_A"]);
    const back = restorePoint(without, first as NonNullable<typeof first>, 0);
    expect(names(back)).toEqual(names(list));
    expect(back.points[0]?.id).toBeNull();
  });
});

it("forgets on the server what was removed here while it was being made", () => {
  const list = addPoints(EMPTY, 0, "A\nB");
  const [a, b] = [key(list, "A"), key(list, "B")];
  const known = withIds(
    removePoint(list, b),
    new Map([
      [a, "tpt_a"],
      [b, "tpt_b"],
    ]),
  );
  expect(known.points.map(({ id }) => id)).toEqual(["tpt_a"]);
  expect(known.removed).toEqual(["tpt_b"]);
});

it("with three groups, what follows the purchase belongs to it", () => {
  const five = addPoints(regroup(EMPTY, "five"), 4, "Review");
  expect(names(regroup(five, "three"))).toEqual(["2 Review"]);
  expect(groupOf("three", "advocacy")).toBe(2);
  expect(groupOf("five", "advocacy")).toBe(4);
});

it("an earlier start makes the old one a point of the way", () => {
  const draft = startEarlier({ ...EMPTY, start: "Opens our site" }, " Old shoes hurt ");
  expect(draft.start).toBe("Old shoes hurt");
  expect(names(draft)).toEqual(["0 Opens our site"]);
  expect(startEarlier(draft, "  ")).toBe(draft);
});
