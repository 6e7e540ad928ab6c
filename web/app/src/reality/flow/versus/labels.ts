/**
 * Where the points of a difference are written along its line: the largest first, never over a card
 * or over another label. What has no room is told on the panel instead. Pure.
 */
import { type Net, type NetEdge, NODE, pointOf } from "../net";

export interface Label {
  edge: NetEdge;
  text: string;
  x: number;
  y: number;
  width: number;
}

export const LABEL = 18;
/** A digit or a sign, in px. */
const LETTER = 7.4;
/** How far along the line a label may stand, the middle first. */
const PARTS = [0.5, 0.4, 0.6, 0.3, 0.7] as const;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const meet = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

export function labelsOf(
  net: Omit<Net, "drawn">,
  said: readonly { edge: NetEdge; size: number; text: string }[],
): Label[] {
  const taken: Box[] = net.nodes.map(({ x, y }) => ({ x, y, ...NODE }));
  const labels: Label[] = [];
  for (const { edge, text } of [...said].sort((a, b) => b.size - a.size)) {
    const width = text.length * LETTER + 8;
    for (const part of PARTS) {
      const { x, y } = pointOf(edge.bend, part);
      const box = { x: x - width / 2, y: y - LABEL / 2, width, height: LABEL };
      if (taken.some((other) => meet(box, other))) continue;
      taken.push(box);
      labels.push({ edge, text, x, y, width });
      break;
    }
  }
  return labels;
}
