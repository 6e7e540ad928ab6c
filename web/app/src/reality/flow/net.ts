/**
 * The net of flows: touchpoints in the columns of their stages, as on the map, and a curve for each
 * passage. Pure geometry; widths grow with the customers who went that way.
 */
import type { Edge, Place, Transitions } from "../queries";

export const NODE = { width: 184, height: 48 } as const;
const COLUMN = 252;
const ROW = 74;
/** Nearer to each other, where two nets have to be seen at once. */
export const CLOSE_ROW = 58;
const HEAD = 40;
const MARGIN = 56;
/** Widest and thinnest line, in px. */
const LINE = { most: 14, least: 1 } as const;

export interface NetNode {
  place: Place;
  x: number;
  y: number;
  count: number;
  customers: number;
  /** Share of its interactions after which nothing else follows. */
  ends: number;
  /** How often the same came again at once. */
  repeats: number;
}

export interface Bend {
  x1: number;
  y1: number;
  c1: number;
  c2: number;
  x2: number;
  y2: number;
}

export interface NetEdge {
  from: NetNode;
  to: NetNode;
  edge: Edge;
  path: string;
  width: number;
  /** Where it leaves, its two handles, where it arrives: handles lie at the height of their ends. */
  bend: Bend;
  /** Where it arrives, and from which side. */
  tip: { x: number; y: number; left: boolean };
  /** Against the order of the map. */
  back: boolean;
  /** Stages it passes over. */
  skips: number;
}

export interface Net {
  nodes: NetNode[];
  edges: NetEdge[];
  width: number;
  height: number;
  /** Share of all passages from one place to another that is drawn. */
  drawn: number;
}

/** What tells one passage from another. */
export const keyOf = ({ from, to }: { from: string; to: string }): string => `${from}\n${to}`;

/** How often a passage was taken. */
export const countOf = ({ count }: { count: number }) => count;

/** The most frequent passages, until they are `share` of all; loops at one place stand apart. */
export function mostOf<T extends { from: string; to: string }>(
  edges: readonly T[],
  share: number,
  weight: (edge: T) => number,
): { edges: T[]; drawn: number } {
  const between = edges
    .filter(({ from, to }) => from !== to)
    .sort(
      (a, b) => weight(b) - weight(a) || a.from.localeCompare(b.from) || a.to.localeCompare(b.to),
    );
  const all = between.reduce((sum, edge) => sum + weight(edge), 0);
  let taken = 0;
  const kept: T[] = [];
  for (const edge of between) {
    if (taken >= all * share) break;
    kept.push(edge);
    taken += weight(edge);
  }
  return { edges: kept, drawn: all === 0 ? 1 : taken / all };
}

function nodesOf(places: readonly Place[], report: Transitions, height: number): NetNode[] {
  const counts = new Map(report.nodes.map((node) => [node.name, node]));
  const ends = new Map(report.ends.map(({ name, count }) => [name, count]));
  const again = new Map(
    report.edges.filter(({ from, to }) => from === to).map(({ from, count }) => [from, count]),
  );
  const rows: number[] = [];
  return places.map((place) => {
    const row = rows[place.column] ?? 0;
    rows[place.column] = row + 1;
    const { count = 0, customers = 0 } = counts.get(place.name) ?? {};
    return {
      place,
      x: MARGIN + place.column * COLUMN,
      y: HEAD + row * height,
      count,
      customers: customers ?? 0,
      ends: count > 0 ? (ends.get(place.name) ?? 0) / count : 0,
      repeats: again.get(place.name) ?? 0,
    };
  });
}

interface Draft {
  from: NetNode;
  to: NetNode;
  edge: Edge;
}

/** Which side of a card a line leaves from or arrives at: forward lines go from right to left. */
function sides({ from, to }: Draft): { out: "left" | "right"; in: "left" | "right" } {
  const columns = to.place.column - from.place.column;
  if (columns > 0) return { out: "right", in: "left" };
  if (columns < 0) return { out: "left", in: "right" };
  return to.y > from.y ? { out: "right", in: "right" } : { out: "left", in: "left" };
}

/** Lines at one side of a card, spread over its height in the order of where they go. */
function ports(drafts: readonly Draft[]): Map<string, number> {
  const at = new Map<string, { key: string; other: number }[]>();
  const put = (side: string, key: string, other: number) =>
    at.set(side, [...(at.get(side) ?? []), { key, other }]);
  drafts.forEach((draft, index) => {
    const side = sides(draft);
    put(`${draft.from.place.id} ${side.out}`, `${index} out`, draft.to.y);
    put(`${draft.to.place.id} ${side.in}`, `${index} in`, draft.from.y);
  });
  const offsets = new Map<string, number>();
  for (const lines of at.values()) {
    lines.sort((a, b) => a.other - b.other);
    const room = NODE.height - 14;
    lines.forEach(({ key }, index) => {
      offsets.set(key, NODE.height / 2 + (((index + 1) / (lines.length + 1)) * room - room / 2));
    });
  }
  return offsets;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** Where a curve is after a part of its way, 0 to 1. */
export function pointOf({ x1, y1, c1, c2, x2, y2 }: Bend, part: number): { x: number; y: number } {
  const rest = 1 - part;
  const weights = [rest ** 3, 3 * rest ** 2 * part, 3 * rest * part ** 2, part ** 3] as const;
  const [a, b, c, d] = weights;
  return {
    x: round(a * x1 + b * c1 + c * c2 + d * x2),
    y: round((a + b) * y1 + (c + d) * y2),
  };
}

function curve(draft: Draft, outAt: number, inAt: number): Pick<NetEdge, "path" | "bend" | "tip"> {
  const { from, to } = draft;
  const side = sides(draft);
  const x1 = side.out === "right" ? from.x + NODE.width : from.x;
  const x2 = side.in === "right" ? to.x + NODE.width : to.x;
  const y1 = round(from.y + outAt);
  const y2 = round(to.y + inAt);
  const same = side.out === side.in;
  const reach = same ? 24 + Math.abs(y2 - y1) * 0.18 : Math.max(48, Math.abs(x2 - x1) * 0.45);
  const c1 = round(x1 + (side.out === "right" ? reach : -reach));
  const c2 = round(x2 + (side.in === "right" ? reach : -reach));
  return {
    bend: { x1, y1, c1, c2, x2, y2 },
    path: `M${x1} ${y1}C${c1} ${y1} ${c2} ${y2} ${x2} ${y2}`,
    tip: { x: x2, y: y2, left: side.in === "left" },
  };
}

/** The most frequent passages of a report; the widest is the one that most customers took. */
export function netOf(places: readonly Place[], report: Transitions, share: number): Net {
  const kept = mostOf(report.edges, share, countOf);
  const drawable = new Set(places.map(({ name }) => name));
  const widest = Math.max(
    1,
    ...kept.edges
      .filter(({ from, to }) => drawable.has(from) && drawable.has(to))
      .map(({ customers }) => customers),
  );
  return {
    ...layNet(places, report, kept.edges, ({ customers }) => customers / widest),
    drawn: kept.drawn,
  };
}

/**
 * Chosen passages laid out over the places. The same places and passages in the same order lie the
 * same way, whatever the figures. `thick` says how wide each is, from 0 to 1;
 * `row` how far below each other places stand, in px.
 */
export function layNet(
  places: readonly Place[],
  report: Transitions,
  kept: readonly Edge[],
  thick: (edge: Edge) => number,
  row: number = ROW,
): Omit<Net, "drawn"> {
  const nodes = nodesOf(places, report, row);
  const byName = new Map(nodes.map((node) => [node.place.name, node]));
  const drafts = kept.flatMap((edge): Draft[] => {
    const [from, to] = [byName.get(edge.from), byName.get(edge.to)];
    return from && to ? [{ from, to, edge }] : [];
  });
  const offsets = ports(drafts);
  const order = new Map(places.map(({ id }, index) => [id, index]));
  const edges = drafts.map((draft, index): NetEdge => {
    const { from, to, edge } = draft;
    const outAt = offsets.get(`${index} out`) ?? NODE.height / 2;
    const inAt = offsets.get(`${index} in`) ?? NODE.height / 2;
    return {
      ...draft,
      ...curve(draft, outAt, inAt),
      width: round(LINE.least + (LINE.most - LINE.least) * thick(edge)),
      back: (order.get(to.place.id) ?? 0) < (order.get(from.place.id) ?? 0),
      skips: Math.max(0, to.place.column - from.place.column - 1),
    };
  });
  const right = Math.max(0, ...nodes.map(({ x }) => x));
  const low = Math.max(0, ...nodes.map(({ y }) => y));
  return {
    nodes,
    // Thick lines below, so that thin ones stay visible.
    edges: edges.sort((a, b) => b.width - a.width),
    width: right + NODE.width + MARGIN,
    height: low + NODE.height + 24,
  };
}
