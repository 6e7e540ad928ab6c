/** Arrows between touchpoints: which arc each takes, so that none lies on another. Pure. */
import type { JourneyLink } from "../../../api/types";
import type { Column } from "../layout";

export interface Arc {
  id: string;
  link: JourneyLink;
  from: number;
  to: number;
  /** Forward links arch above the cards, loops back below them. */
  back: boolean;
  /** 0 is nearest to the cards. */
  level: number;
}

/** How far from a card's middle an arrow leaves and arrives, so that the two ends keep apart. */
const SIDE = 14;

export function arcsOf(
  links: readonly JourneyLink[],
  columns: readonly Column[],
  width: number,
): Arc[] {
  const places = new Map(columns.map((column, index) => [column.id, { ...column, index }]));
  const arcs = links.flatMap((link) => {
    const from = places.get(link.from);
    const to = places.get(link.to);
    // An end that was removed may come back: the link waits, undrawn.
    if (!from || !to || from.id === to.id) return [];
    const back = to.index < from.index;
    const side = back ? -SIDE : SIDE;
    const middle = width / 2;
    return [
      { id: link.id, link, from: from.x + middle + side, to: to.x + middle - side, back, level: 0 },
    ];
  });
  for (const back of [false, true]) stack(arcs.filter((arc) => arc.back === back));
  return arcs;
}

/** Short arcs nearest to the cards; an arc climbs past those it would cross. */
function stack(arcs: Arc[]): void {
  const length = (arc: Arc) => Math.abs(arc.to - arc.from);
  const placed: Arc[] = [];
  for (const arc of arcs.sort((a, b) => length(a) - length(b))) {
    const left = Math.min(arc.from, arc.to);
    const right = Math.max(arc.from, arc.to);
    const met = placed.filter(
      (other) => Math.min(other.from, other.to) < right && Math.max(other.from, other.to) > left,
    );
    const taken = new Set(met.map((other) => other.level));
    while (taken.has(arc.level)) arc.level += 1;
    placed.push(arc);
  }
}

export const levels = (arcs: readonly Arc[], back: boolean): number =>
  arcs.reduce((most, arc) => (arc.back === back ? Math.max(most, arc.level + 1) : most), 0);
