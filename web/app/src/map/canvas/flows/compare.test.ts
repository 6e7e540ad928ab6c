import { describe, expect, it } from "vitest";
import type { Transitions } from "../../../reality/queries";
import { layBoth, writtenOf } from "./compare";

const names = new Map([
  ["A", "a"],
  ["B", "b"],
]);
const layout = {
  columns: [
    { id: "a", stageId: "s", x: 0 },
    { id: "b", stageId: "t", x: 200 },
  ],
  column: 200,
};
const report = (customers: number, reached: number, went: number, back: number) =>
  ({
    customers,
    nodes: [
      { name: "A", count: customers, customers },
      { name: "B", count: reached, customers: reached },
    ],
    edges: [
      { from: "A", to: "B", count: went, customers: went, mean_seconds: 1 },
      { from: "B", to: "A", count: back, customers: back, mean_seconds: 1 },
    ].filter(({ count }) => count > 0),
    ends: [],
  }) as unknown as Transitions;
const a = report(1000, 800, 800, 0);
const b = report(100, 60, 60, 30);

describe("real passages of two periods over the map", () => {
  it("lie alike, each as wide as its share of its own period", () => {
    const laid = layBoth({ a, b }, names, layout, 1, false);
    const of = (side: "a" | "b", to: string) =>
      laid[side].arches.find(({ edge }) => edge.to === to);
    expect(of("a", "B")?.path).toBe(of("b", "B")?.path);
    expect(of("a", "A")?.path).toBe(of("b", "A")?.path);
    expect(of("a", "B")?.width).toBe(16);
    expect(of("b", "B")?.width).toBeCloseTo(1 + 15 * (0.6 / 0.8));
    expect(laid.reach.get("b")?.value).toBeCloseTo(0.2);
  });

  it("show as a difference what only the other period does", () => {
    const thin = layBoth({ a, b }, names, layout, 1, false).a.arches.at(-1);
    const seen = layBoth({ a, b }, names, layout, 1, true).a.arches.at(-1);
    expect(thin).toMatchObject({ edge: { to: "A", customers: 0 }, width: 1, back: true });
    expect(seen?.width).toBeGreaterThan(2);
  });

  it("write the largest difference where two would lie over each other", () => {
    const at = (x: number, size: number) => ({ x, y: 10, size, text: `${size}` });
    expect(writtenOf([at(0, 1), at(20, 3), at(90, 2)]).map(({ text }) => text)).toEqual(["3", "2"]);
  });
});
