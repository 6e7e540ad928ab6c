import { describe, expect, it } from "vitest";
import type { Place } from "../queries";
import { pairOf, wholeWay } from "./pair";

const place = (id: string, column: number): Place => ({
  id,
  name: `n${id}`,
  hue: "decision",
  column,
});
const places = [place("a", 0), place("b", 1), place("c", 2), place("d", 3)];
const node = (id: string, customers: number) => ({ name: `n${id}`, customers, count: customers });

describe("the two places of a time", () => {
  it("come from the address while both are on the map", () => {
    expect(pairOf(places, "b,d")?.map(({ id }) => id)).toEqual(["b", "d"]);
    expect(pairOf(places, "b,gone")).toBeUndefined();
    expect(pairOf(places, "b")).toBeUndefined();
    expect(pairOf(places, undefined)).toBeUndefined();
  });

  const way = (nodes: ReturnType<typeof node>[], goals: string[]) =>
    wholeWay(places, nodes, goals)?.map(({ id }) => id);

  it("else lead from the first place reached to the goal", () => {
    expect(way([node("a", 0), node("b", 9), node("c", 3), node("d", 1)], ["c"])).toEqual([
      "b",
      "c",
    ]);
  });

  it("or to the last place reached, where no goal is", () => {
    expect(way([node("b", 9), node("c", 3)], [])).toEqual(["b", "c"]);
    expect(way([node("b", 9), node("c", 3)], ["b", "d"])).toEqual(["b", "c"]);
  });

  it("or across the map, where nobody was anywhere", () => {
    expect(way([], [])).toEqual(["a", "d"]);
    expect(wholeWay(places.slice(0, 1), [], [])).toBeUndefined();
  });
});
