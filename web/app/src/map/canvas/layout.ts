/**
 * Where the columns of the canvas lie, in px before zoom. Rows are plain flex boxes of columns of
 * one width, so that what is drawn across all of them (curve, arrows) needs no measuring. Pure.
 */
import type { Stage } from "../../api/types";

export const LANE_HEAD = 168;
export const COLUMN = 204;
/** A map with few columns spreads, but a column stays one. */
export const WIDEST = 300;
/** The slim place after a stage's last card, where one more is added. */
export const GUTTER = 36;
/** The column after the last stage, where one more is added. */
export const TAIL = 56;

export interface Column {
  id: string;
  stageId: string;
  /** Its left edge, from the end of the lane heads. */
  x: number;
}

export interface Layout {
  column: number;
  gutter: number;
  columns: Column[];
  /** The right edge of each stage. */
  ends: number[];
  /** Of all stages together, without lane heads. */
  width: number;
}

/** Columns of a stage: an empty one still takes the room of one. */
export const spanOf = (stage: Stage): number => Math.max(1, stage.touchpoints.length);

/** As wide as fits, between the narrowest and the widest column. */
export function columnWidth(stages: readonly Stage[], room: number, gutter: number): number {
  const columns = stages.reduce((sum, stage) => sum + spanOf(stage), 0);
  if (columns === 0) return COLUMN;
  const free = room - LANE_HEAD - stages.length * gutter - TAIL;
  return Math.round(Math.min(WIDEST, Math.max(COLUMN, free / columns)));
}

export function layOut(stages: readonly Stage[], column: number, gutter: number): Layout {
  const columns: Column[] = [];
  const ends: number[] = [];
  let x = 0;
  for (const stage of stages) {
    stage.touchpoints.forEach((touchpoint, index) => {
      columns.push({ id: touchpoint.id, stageId: stage.id, x: x + index * column });
    });
    x += spanOf(stage) * column + gutter;
    ends.push(x);
  }
  return { column, gutter, columns, ends, width: x };
}
