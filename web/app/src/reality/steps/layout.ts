/**
 * Where everything stands in a Sankey diagram: a column a step, a bar for each activity as high as
 * its cases, ribbons as wide as who goes from one to the other. All heights are to one scale.
 */
import type { Flows } from "../queries";

export type FlowNode = Flows["steps"][number]["nodes"][number];
export type FlowLink = Flows["links"][number];

export const BAR = 12;
/** Room for a name and its figures beside each bar. */
const SLOT = 38;
const GAP = 10;
export const COLUMN = 208;
export const HEAD = 34;
/** Height of the busiest column's bars together. */
const TALL = 380;
/** How far what ends reaches out of its bar. */
export const STUB = 26;

export interface Bar {
  key: string;
  step: number;
  node: FlowNode;
  x: number;
  y: number;
  height: number;
  /** Of its height, at the foot: those that end here. */
  ended: number;
}

export interface Ribbon {
  key: string;
  link: FlowLink;
  from: Bar;
  to: Bar;
  path: string;
}

export interface Sankey {
  bars: Bar[];
  ribbons: Ribbon[];
  /** The left edge of each step's column. */
  columns: number[];
  width: number;
  height: number;
}

const keyOf = (step: number, name: string | null | undefined) => `${step} ${name ?? ""}`;

/** A band between two upright edges, as wide as it is at both. */
function ribbon(x1: number, y1: number, x2: number, y2: number, width: number): string {
  const middle = (x1 + x2) / 2;
  const edge = (a: number, ya: number, b: number, yb: number) =>
    `${a} ${ya}C${middle} ${ya} ${middle} ${yb} ${b} ${yb}`;
  return `M${edge(x1, y1, x2, y2)}L${edge(x2, y2 + width, x1, y1 + width)}Z`;
}

/** Bars of a step from above: what comes from above stands above, the others at the foot. */
function ordered(
  nodes: readonly FlowNode[],
  step: number,
  links: readonly FlowLink[],
  above: Map<string, Bar>,
) {
  if (step === 0) return [...nodes];
  const middle = (node: FlowNode) => {
    let [sum, cases] = [0, 0];
    for (const link of links) {
      if (link.step !== step || (link.to ?? null) !== (node.name ?? null)) continue;
      const from = above.get(keyOf(step - 1, link.from));
      if (!from) continue;
      sum += link.cases * (from.y + from.height / 2);
      cases += link.cases;
    }
    return cases > 0 ? sum / cases : 0;
  };
  const places = new Map(nodes.map((node) => [node, middle(node)]));
  const last = (node: FlowNode) => (node.name == null ? 1 : 0);
  return [...nodes].sort(
    (a, b) => last(a) - last(b) || (places.get(a) ?? 0) - (places.get(b) ?? 0),
  );
}

/** `backward`: the first step stands at the right, and what came before it to its left. */
export function sankeyOf(report: Flows, backward: boolean): Sankey {
  const most = Math.max(1, ...report.steps.map(({ cases }) => cases));
  const scale = TALL / most;
  const count = report.steps.length;
  const left = (step: number) => (backward ? count - 1 - step : step) * COLUMN;
  const bars = new Map<string, Bar>();
  let height = 0;
  report.steps.forEach(({ nodes }, step) => {
    let y = HEAD;
    for (const node of ordered(nodes, step, report.links, bars)) {
      const tall = Math.max(2, node.cases * scale);
      const key = keyOf(step, node.name);
      const ended = node.cases > 0 ? (node.ended / node.cases) * tall : 0;
      bars.set(key, { key, step, node, x: left(step), y, height: tall, ended });
      y += Math.max(tall, SLOT) + GAP;
    }
    height = Math.max(height, y);
  });
  return {
    bars: [...bars.values()],
    ribbons: ribbonsOf(report.links, bars, scale, backward),
    columns: report.steps.map((_, step) => left(step)),
    width: Math.max(1, count) * COLUMN,
    height,
  };
}

function ribbonsOf(
  links: readonly FlowLink[],
  bars: ReadonlyMap<string, Bar>,
  scale: number,
  backward: boolean,
): Ribbon[] {
  const drawn = links.flatMap((link) => {
    // Steps are told from 1 on.
    const from = bars.get(keyOf(link.step - 1, link.from));
    const to = bars.get(keyOf(link.step, link.to));
    return from && to ? [{ link, from, to }] : [];
  });
  // At both ends ribbons lie in the order of their other ends, so that few cross.
  const leaves = new Map<string, number>();
  const arrives = new Map<string, number>();
  const out = [...drawn].sort((a, b) => a.from.y - b.from.y || a.to.y - b.to.y);
  const into = [...drawn].sort((a, b) => a.to.y - b.to.y || a.from.y - b.from.y);
  const starts = new Map(
    out.map((one) => {
      const used = leaves.get(one.from.key) ?? 0;
      leaves.set(one.from.key, used + one.link.cases * scale);
      return [one.link, used] as const;
    }),
  );
  const ends = new Map(
    into.map((one) => {
      const used = arrives.get(one.to.key) ?? 0;
      arrives.set(one.to.key, used + one.link.cases * scale);
      return [one.link, used] as const;
    }),
  );
  return drawn.map(({ link, from, to }) => {
    const [y1, y2] = [from.y + (starts.get(link) ?? 0), to.y + (ends.get(link) ?? 0)];
    const [x1, x2] = backward ? [from.x, to.x + BAR] : [from.x + BAR, to.x];
    const path = ribbon(x1, y1, x2, y2, Math.max(0.75, link.cases * scale));
    return { key: `${from.key}→${to.key}`, link, from, to, path };
  });
}
