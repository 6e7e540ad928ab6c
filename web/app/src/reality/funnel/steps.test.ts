import { describe, expect, it } from "vitest";
import type { Place, Transitions } from "../queries";
import { moved, usualSteps } from "./steps";

const place = (name: string, column: number): Place => ({
  id: `t_${name}`,
  name,
  hue: "decision",
  column,
});
const places = [place("A", 0), place("B", 0), place("C", 1), place("D", 2)];
const seen = (nodes: Record<string, number>) =>
  ({
    nodes: Object.entries(nodes).map(([name, customers]) => ({ name, count: 1, customers })),
  }) as unknown as Transitions;

describe("the usual steps of a funnel", () => {
  it("are the most reached of each stage, in the order of the map", () => {
    expect(usualSteps(places, seen({ A: 5, B: 9, D: 2, C: 4 }))).toEqual(["t_B", "t_C", "t_D"]);
  });
  it("leave out stages that nobody reaches; one step alone is no funnel", () => {
    expect(usualSteps(places, seen({ A: 5, D: 2 }))).toEqual(["t_A", "t_D"]);
    expect(usualSteps(places, seen({ A: 5 }))).toEqual([]);
  });
});

describe("moving a step", () => {
  it("puts it where it was dropped", () => {
    expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
    expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
    expect(moved(["a", "b"], 5, 0)).toEqual(["a", "b"]);
  });
});
