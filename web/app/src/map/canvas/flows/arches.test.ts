import { describe, expect, it } from "vitest";
import type { Transitions } from "../../../reality/queries";
import { archesOf } from "./arches";

const columns = [
  { id: "a", stageId: "s", x: 0 },
  { id: "b", stageId: "s", x: 200 },
  { id: "c", stageId: "t", x: 400 },
];
const names = new Map([
  ["A", "a"],
  ["B", "b"],
  ["C", "c"],
]);
const edge = (from: string, to: string, count: number) => ({
  from,
  to,
  count,
  customers: count,
  mean_seconds: 1,
});
const report = {
  nodes: [{ name: "C", count: 10, customers: 10 }],
  edges: [edge("A", "C", 10), edge("C", "A", 5), edge("B", "B", 7), edge("A", "X", 4)],
  ends: [{ name: "C", count: 4, customers: 4 }],
} as unknown as Transitions;

describe("real passages over the map", () => {
  it("arch above when they go on, below when they go back", () => {
    const { arches } = archesOf(report, names, columns, 200, 1);
    expect(arches.map(({ edge, back }) => [edge.from + edge.to, back])).toEqual([
      ["AC", false],
      ["CA", true],
    ]);
    const [on, back] = arches;
    expect(on?.path.startsWith("M118 132")).toBe(true);
    expect(back?.path.startsWith("M482 0")).toBe(true);
    expect(on?.width).toBe(16);
    expect(on?.loss).toBe(0.4);
  });

  it("tell repeats and ends at the card, and leave out what is not on the map", () => {
    const { cards } = archesOf(report, names, columns, 200, 1);
    expect(cards).toEqual([
      { id: "a", x: 100, repeats: 0, ends: 0 },
      { id: "b", x: 300, repeats: 7, ends: 0 },
      { id: "c", x: 500, repeats: 0, ends: 0.4 },
    ]);
  });
});
