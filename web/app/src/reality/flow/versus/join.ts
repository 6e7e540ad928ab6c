/**
 * Flows of two sides beside each other: each passage as the share of the customers at its start who
 * went that way at least once, on both sides, and what differs. Pure.
 */
import type { Edge, Transitions } from "../../queries";
import { type Difference, differenceOf, isTold } from "../../versus/difference";
import { keyOf } from "../net";

export interface Half {
  count: number;
  customers: number;
  /** Customers at its start. */
  base: number;
  median: number | null;
}

export interface Passage {
  from: string;
  to: string;
  a: Half;
  b: Half;
  /** Of the customers at its start. */
  difference: Difference;
  /** Its part of all passages between two places, the mean of both sides. */
  weight: number;
}

function halves(report: Transitions) {
  const edges = new Map(report.edges.map((edge) => [keyOf(edge), edge]));
  const bases = new Map(report.nodes.map(({ name, customers }) => [name, customers ?? 0]));
  const between = report.edges
    .filter(({ from, to }) => from !== to)
    .reduce((sum, { count }) => sum + count, 0);
  return {
    edges,
    between,
    half(from: string, to: string): Half {
      const edge = edges.get(keyOf({ from, to }));
      return {
        count: edge?.count ?? 0,
        customers: edge?.customers ?? 0,
        base: bases.get(from) ?? 0,
        median: edge?.median_seconds ?? null,
      };
    },
  };
}

/** Every passage that anybody took on either side; the most frequent first. */
export function passagesOf(a: Transitions, b: Transitions): Passage[] {
  const [first, second] = [halves(a), halves(b)];
  const all = new Map([...second.edges, ...first.edges]);
  const both = [...all.values()].map(({ from, to }) => ({
    from,
    to,
    sides: [first.half(from, to), second.half(from, to)] as const,
  }));
  const together = both.filter(({ sides: [one, other] }) => isTold(one.base, other.base)).length;
  return both
    .map(({ from, to, sides: [one, other] }): Passage => {
      const part = (half: Half, between: number) => (between > 0 ? half.count / between : 0);
      return {
        from,
        to,
        a: one,
        b: other,
        difference: differenceOf(
          { hits: one.customers, of: one.base },
          { hits: other.customers, of: other.base },
          together,
        ),
        weight: (part(one, first.between) + part(other, second.between)) / 2,
      };
    })
    .sort(
      (x, y) => y.weight - x.weight || x.from.localeCompare(y.from) || x.to.localeCompare(y.to),
    );
}

/** How many of all customers reach each place, and what differs; by name. */
export function reachOf(a: Transitions, b: Transitions): Map<string, Difference> {
  const customers = ({ nodes }: Transitions) =>
    new Map(nodes.map((node) => [node.name, node.customers ?? 0]));
  const [first, second] = [customers(a), customers(b)];
  const names = new Set([...first.keys(), ...second.keys()]);
  return new Map(
    [...names].map((name) => [
      name,
      differenceOf(
        { hits: first.get(name) ?? 0, of: a.customers },
        { hits: second.get(name) ?? 0, of: b.customers },
        names.size,
      ),
    ]),
  );
}

/** A passage as one side knows it, so that both are laid out alike; nobody where nobody went. */
export function edgeOf({ from, to, ...sides }: Passage, side: "a" | "b"): Edge {
  const { count, customers, median } = sides[side];
  return { from, to, count, customers, mean_seconds: median ?? 0, median_seconds: median };
}

/** The largest share of all customers that goes one way, of both sides: their common scale. */
export function widestOf(passages: readonly Passage[], a: Transitions, b: Transitions): number {
  const shares = passages.flatMap((passage) => [
    a.customers > 0 ? passage.a.customers / a.customers : 0,
    b.customers > 0 ? passage.b.customers / b.customers : 0,
  ]);
  return Math.max(...shares, 0) || 1;
}
