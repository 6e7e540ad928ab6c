/** Real passages over the row of cards: forward ones arch above it, ways back below. Pure. */
import { countOf, mostOf } from "../../../reality/flow/net";
import type { Edge, Transitions } from "../../../reality/queries";
import type { Column } from "../layout";
import { ABOVE, BELOW } from "./room";

const LINE = { most: 16, least: 1 } as const;

export interface Arch {
  edge: Edge;
  path: string;
  width: number;
  back: boolean;
  /** Where it arrives. */
  tip: number;
  /** Where it is highest, or lowest on the way back. */
  top: { x: number; y: number };
  /** Share of the interactions at its end after which nothing follows. */
  loss: number;
}

/** What is told at a card itself. */
export interface AtCard {
  id: string;
  /** The middle of the card. */
  x: number;
  repeats: number;
  ends: number;
}

export interface Arches {
  arches: Arch[];
  cards: AtCard[];
  drawn: number;
}

/** Longer ways rise higher, so that nested ones keep apart. */
function rise(distance: number, longest: number, room: number): number {
  return longest > 0 ? 26 + (room - 34) * Math.sqrt(distance / longest) : 26;
}

/** The most frequent passages of a report; the widest is the one that most customers took. */
export function archesOf(
  report: Transitions,
  names: ReadonlyMap<string, string>,
  columns: readonly Column[],
  width: number,
  share: number,
): Arches {
  const { edges, drawn } = mostOf(report.edges, share, countOf);
  const shown = new Set(columns.map(({ id }) => id));
  const onMap = (name: string) => shown.has(names.get(name) ?? "");
  const widest = Math.max(
    1,
    ...edges.filter(({ from, to }) => onMap(from) && onMap(to)).map(({ customers }) => customers),
  );
  const thick = ({ customers }: Edge) => customers / widest;
  return { ...layArches(report, names, columns, width, edges, thick), drawn };
}

/** Chosen passages over the cards. `thick` says how wide each is, from 0 to 1. */
export function layArches(
  report: Transitions,
  names: ReadonlyMap<string, string>,
  columns: readonly Column[],
  width: number,
  edges: readonly Edge[],
  thick: (edge: Edge) => number,
): Omit<Arches, "drawn"> {
  const at = new Map(columns.map(({ id, x }, index) => [id, { x: x + width / 2, index }]));
  const place = (name: string) => at.get(names.get(name) ?? "");
  const placed = edges.flatMap((edge) => {
    const [from, to] = [place(edge.from), place(edge.to)];
    return from && to ? [{ edge, from, to }] : [];
  });
  const longest = Math.max(0, ...placed.map(({ from, to }) => Math.abs(to.x - from.x)));
  const counts = new Map(report.nodes.map(({ name, count }) => [name, count]));
  const endings = new Map(report.ends.map(({ name, count }) => [name, count]));
  const loss = (name: string) => {
    const count = counts.get(name) ?? 0;
    return count > 0 ? (endings.get(name) ?? 0) / count : 0;
  };
  const arches = placed.map(({ edge, from, to }): Arch => {
    const back = to.index < from.index;
    // A little off the middle, so that what leaves and what arrives keep apart.
    const side = to.x > from.x ? 18 : -18;
    const [x1, x2] = [from.x + side, to.x - side];
    const room = back ? BELOW : ABOVE;
    const high = rise(Math.abs(to.x - from.x), longest, room);
    // A cubic whose ends stand upright reaches three quarters of its handles' height.
    const y = back ? (high * 4) / 3 : room - (high * 4) / 3;
    const edgeY = back ? 0 : room;
    return {
      edge,
      path: `M${x1} ${edgeY}C${x1} ${Math.round(y)} ${x2} ${Math.round(y)} ${x2} ${edgeY}`,
      width: LINE.least + (LINE.most - LINE.least) * thick(edge),
      back,
      tip: x2,
      top: { x: (x1 + x2) / 2, y: back ? high : room - high },
      loss: loss(edge.to),
    };
  });
  const again = new Map(
    report.edges.filter(({ from, to }) => from === to).map(({ from, count }) => [from, count]),
  );
  const cards = [...names].flatMap(([name, id]): AtCard[] => {
    const card = at.get(id);
    if (!card) return [];
    return [{ id, x: card.x, repeats: again.get(name) ?? 0, ends: loss(name) }];
  });
  return { arches: arches.sort((a, b) => b.width - a.width), cards };
}
