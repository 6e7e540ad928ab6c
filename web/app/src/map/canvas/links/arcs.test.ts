import { expect, it } from "vitest";
import { arcsOf, levels } from "./arcs";

const columns = ["a", "b", "c", "d"].map((id, index) => ({ id, stageId: "s", x: index * 100 }));
const link = (id: string, from: string, to: string) => ({
  id,
  from,
  to,
  label: "",
  translations: {},
});

it("goes above forward, and below back", () => {
  const arcs = arcsOf([link("1", "a", "c"), link("2", "d", "b")], columns, 100);
  expect(arcs.map(({ back }) => back)).toEqual([false, true]);
});

it("stacks arcs that would cross, the short one lowest, and lets others share a level", () => {
  const arcs = arcsOf(
    [link("long", "a", "d"), link("short", "a", "b"), link("beside", "c", "d")],
    columns,
    100,
  );
  const level = Object.fromEntries(arcs.map((arc) => [arc.id, arc.level]));
  expect(level).toEqual({ short: 0, beside: 0, long: 1 });
  expect(levels(arcs, false)).toBe(2);
  expect(levels(arcs, true)).toBe(0);
});

it("draws nothing for an end that is not there", () => {
  expect(arcsOf([link("1", "a", "gone"), link("2", "b", "b")], columns, 100)).toEqual([]);
});
