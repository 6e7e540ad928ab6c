/** Real passages of two periods over the cards, laid out alike; and where their points are written. Pure. */
import { keyOf, mostOf } from "../../../reality/flow/net";
import { isPlain, THINNEST } from "../../../reality/flow/versus/grades";
import {
  edgeOf,
  type Passage,
  passagesOf,
  reachOf,
  widestOf,
} from "../../../reality/flow/versus/join";
import type { Transitions } from "../../../reality/queries";
import type { Difference } from "../../../reality/versus/difference";
import type { Layout } from "../layout";
import { type Arches, layArches } from "./arches";

export interface LaidBoth {
  a: Omit<Arches, "drawn">;
  b: Omit<Arches, "drawn">;
  /** What is drawn, by its key. */
  passages: ReadonlyMap<string, Passage>;
  /** Who reaches a touchpoint, by its id. */
  reach: ReadonlyMap<string, Difference | undefined>;
}

/** `difference`: drawn as what differs, so that nothing that does is too thin to be seen. */
export function layBoth(
  reports: { a: Transitions; b: Transitions },
  names: ReadonlyMap<string, string>,
  layout: Pick<Layout, "columns" | "column">,
  share: number,
  difference: boolean,
): LaidBoth {
  const { a, b } = reports;
  const kept = mostOf(passagesOf(a, b), share, ({ weight }) => weight).edges;
  const passages = new Map(kept.map((passage) => [keyOf(passage), passage]));
  const widest = widestOf(kept, a, b);
  const lay = (side: "a" | "b") =>
    layArches(
      reports[side],
      names,
      layout.columns,
      layout.column,
      kept.map((passage) => edgeOf(passage, side)),
      (edge) => {
        const wide = edge.customers / Math.max(1, reports[side].customers) / widest;
        const seen = difference && !isPlain(passages.get(keyOf(edge))?.difference);
        return Math.max(wide, seen ? THINNEST : 0);
      },
    );
  const reached = reachOf(a, b);
  const reach = new Map([...names].map(([name, id]) => [id, reached.get(name)]));
  return { a: lay("a"), b: lay("b"), passages, reach };
}

/** Points written where an arch is highest. */
export interface Written {
  x: number;
  y: number;
  text: string;
}

/** Room of one, in px. */
const ROOM = { width: 44, height: 18 } as const;

/** The largest differences first; what would lie over one of them is left out. */
export function writtenOf(said: readonly (Written & { size: number })[]): Written[] {
  const written: Written[] = [];
  for (const { x, y, text } of [...said].sort((one, other) => other.size - one.size)) {
    const free = written.every(
      (other) => Math.abs(other.x - x) > ROOM.width || Math.abs(other.y - y) > ROOM.height,
    );
    if (free) written.push({ x, y, text });
  }
  return written;
}
