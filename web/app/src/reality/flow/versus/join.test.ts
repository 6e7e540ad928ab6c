import { describe, expect, it } from "vitest";
import type { Edge, Place, Transitions } from "../../queries";
import { layNet, mostOf, NODE } from "../net";
import { edgeOf, passagesOf, reachOf, widestOf } from "./join";
import { labelsOf } from "./labels";

const edge = (from: string, to: string, count: number, customers = count): Edge => ({
  from,
  to,
  count,
  customers,
  mean_seconds: 60,
  median_seconds: 60,
});
const report = (customers: number, nodes: [string, number][], edges: Edge[]) =>
  ({
    customers,
    nodes: nodes.map(([name, customers]) => ({ name, count: customers, customers })),
    edges,
    ends: [],
  }) as unknown as Transitions;
const a = report(
  1000,
  [
    ["A", 800],
    ["B", 400],
    ["C", 30],
  ],
  [edge("A", "B", 500, 400), edge("B", "C", 20), edge("A", "A", 90)],
);
const b = report(
  100,
  [
    ["A", 90],
    ["B", 30],
    ["C", 30],
  ],
  [edge("A", "C", 30), edge("A", "B", 30)],
);

describe("flows of two sides", () => {
  it("are shares of the customers at the start, whatever the size of a side", () => {
    const passages = passagesOf(a, b);
    const way = passages.find(({ from, to }) => from === "A" && to === "B");
    expect(way?.a).toEqual({ count: 500, customers: 400, base: 800, median: 60 });
    expect(way?.b).toMatchObject({ customers: 30, base: 90 });
    expect(way?.difference.value).toBeCloseTo(0.5 - 1 / 3);
    expect(way?.difference.verdict).toBe("more");
  });

  it("keep what only one side does, as nobody on the other", () => {
    const passages = passagesOf(a, b);
    const only = passages.find(({ to }) => to === "C");
    expect(only).toMatchObject({ from: "A", a: { customers: 0, base: 800 }, weight: 0.25 });
    expect(only?.difference.verdict).toBe("less");
    expect(edgeOf(only as NonNullable<typeof only>, "a")).toMatchObject({ count: 0, customers: 0 });
    // Loops are no passages between two places: they weigh, and are not counted in the whole.
    expect(
      mostOf(passages, 1, ({ weight }) => weight).edges.map(({ from, to }) => from + to),
    ).toEqual(["AB", "AC", "BC"]);
  });

  it("compare who reaches a place, of all customers", () => {
    const reach = reachOf(a, b);
    expect(reach.get("A")?.value).toBeCloseTo(-0.1);
    expect(reach.get("C")).toMatchObject({ a: { hits: 30, of: 1000 }, b: { hits: 30, of: 100 } });
  });

  it("have one scale and one layout", () => {
    const passages = passagesOf(a, b).filter(({ from, to }) => from !== to);
    expect(widestOf(passages, a, b)).toBe(0.4);
    const places = ["A", "B", "C"].map(
      (name, column): Place => ({ id: name, name, hue: "decision", column }),
    );
    const net = (side: "a" | "b", of: Transitions) =>
      layNet(
        places,
        of,
        passages.map((passage) => edgeOf(passage, side)),
        ({ customers }) => customers / of.customers / 0.4,
      );
    const [first, second] = [net("a", a), net("b", b)];
    const paths = ({ edges }: typeof first) =>
      Object.fromEntries(edges.map(({ edge, path }) => [edge.from + edge.to, path]));
    expect(paths(first)).toEqual(paths(second));
    const wide = (of: typeof first) => of.edges.find(({ edge }) => edge.to === "B")?.width;
    expect([wide(first), wide(second)]).toEqual([14, 10.7]);
  });
});

describe("points along lines", () => {
  it("stand clear of cards and of each other, the largest first", () => {
    const places = ["A0", "B1", "C2", "D2"].map(
      (name): Place => ({ id: name, name, hue: "decision", column: Number(name[1]) }),
    );
    const net = layNet(places, a, [edge("A0", "B1", 9), edge("A0", "D2", 9)], () => 1);
    const said = net.edges.map((edge) => ({
      edge,
      size: edge.edge.to === "D2" ? 0.2 : 0.1,
      text: "+10",
    }));
    const labels = labelsOf(net, said);
    expect(labels[0]?.edge.edge.to).toBe("D2");
    for (const { x, y } of labels) {
      for (const node of net.nodes) {
        const inside =
          x > node.x && x < node.x + NODE.width && y > node.y && y < node.y + NODE.height;
        expect(inside).toBe(false);
      }
    }
    // Twice the same line has no room for a third, fourth… label.
    expect(labelsOf(net, [...said, ...said, ...said, ...said]).length).toBeLessThan(8);
  });
});
