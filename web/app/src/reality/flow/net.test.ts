import { describe, expect, it } from "vitest";
import type { Edge, Place, Transitions } from "../queries";
import { countOf, mostOf, NODE, netOf } from "./net";

const edge = (from: string, to: string, count: number): Edge => ({
  from,
  to,
  count,
  customers: count,
  mean_seconds: 60,
  median_seconds: 60,
  p90_seconds: 60,
});
const place = (name: string, column: number): Place => ({
  id: name.toLowerCase(),
  name,
  hue: "awareness",
  column,
});
const places = [place("A", 0), place("B", 0), place("C", 1), place("D", 3)];
const report = (edges: Edge[]): Transitions => ({
  interactions: 100,
  customers: 10,
  cases: 10,
  activities: 4,
  nodes: [
    { name: "A", count: 40, customers: 10 },
    { name: "C", count: 20, customers: 8 },
  ],
  edges,
  starts: [],
  ends: [{ name: "C", count: 5, customers: 5 }],
  left_out: { activities: 0, interactions: 0, without_case: 0 },
});

describe("the net of flows", () => {
  it("draws the most frequent passages until they are the share asked for", () => {
    const edges = [edge("A", "C", 60), edge("C", "A", 30), edge("A", "D", 10), edge("A", "A", 500)];
    expect(mostOf(edges, 0.6, countOf).edges).toHaveLength(1);
    expect(mostOf(edges, 0.61, countOf)).toMatchObject({
      drawn: 0.9,
      edges: [{ to: "C" }, { to: "A" }],
    });
    expect(mostOf(edges, 1, countOf).edges).toHaveLength(3);
    expect(mostOf([], 0.8, countOf)).toEqual({ edges: [], drawn: 1 });
  });

  it("stands touchpoints in the columns of their stages, also those nobody reaches", () => {
    const { nodes, width } = netOf(places, report([]), 1);
    expect(nodes.map(({ place, count }) => [place.name, count])).toEqual([
      ["A", 40],
      ["B", 0],
      ["C", 20],
      ["D", 0],
    ]);
    const [a, b, c, d] = nodes;
    expect(a?.x).toBe(b?.x);
    expect(b?.y).toBeGreaterThan(a?.y ?? 0);
    expect(c?.y).toBe(a?.y);
    expect(c?.ends).toBe(0.25);
    expect(width).toBeGreaterThan((d?.x ?? 0) + NODE.width);
  });

  it("tells loops, steps back and stages passed over", () => {
    const net = netOf(
      places,
      report([edge("A", "A", 7), edge("A", "D", 10), edge("C", "A", 5), edge("A", "B", 1)]),
      1,
    );
    expect(net.nodes[0]?.repeats).toBe(7);
    const told = net.edges.map(({ from, to, back, skips, tip }) => [
      from.place.name + to.place.name,
      back,
      skips,
      tip.left,
    ]);
    expect(told).toEqual([
      ["AD", false, 2, true],
      ["CA", true, 0, false],
      ["AB", false, 0, false],
    ]);
    expect(net.edges[0]?.width).toBe(14);
  });
});
