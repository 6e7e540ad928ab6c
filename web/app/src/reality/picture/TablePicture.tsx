/**
 * A table as a drawing, so that it can be taken along as a picture. It is never shown: the table
 * itself stands on screen, where it can be read aloud and scrolls.
 */
import type { ReactNode, Ref } from "react";
import classes from "./TablePicture.module.css";

export interface PictureCell {
  text: string;
  /** A bar under the text: its length, 0 to 1. */
  bar?: number;
  /** The ground of the cell, and whether its ink is that of primary grounds. */
  ground?: string | undefined;
  turned?: boolean;
}

export interface PictureRow {
  name: string;
  cells: (PictureCell | null)[];
}

const NAME = 240;
const COLUMN = 92;
const ROW = 30;
const EDGE = 16;
const HEAD = 64;
/** A letter of the title, on average. */
const LETTER = 8.4;

function Cell({ cell, x, y, width }: { cell: PictureCell; x: number; y: number; width: number }) {
  return (
    <g>
      {cell.ground && (
        <rect
          x={x + 1}
          y={y + 1}
          width={width - 2}
          height={ROW - 2}
          style={{ fill: cell.ground }}
        />
      )}
      <text
        className={cell.turned ? classes.turned : classes.text}
        x={x + width - 8}
        y={y + 19}
        textAnchor="end"
      >
        {cell.text}
      </text>
      {cell.bar !== undefined && (
        <rect
          className={classes.bar}
          x={x + 8}
          y={y + ROW - 6}
          width={Math.max(0, cell.bar) * (width - 16)}
          height={3}
        />
      )}
    </g>
  );
}

export function TablePicture(props: {
  ref: Ref<SVGSVGElement>;
  title: string;
  columns: readonly string[];
  rows: readonly PictureRow[];
  column?: number;
  /** Room for the names of rows. */
  name?: number;
}): ReactNode {
  const { columns, rows, column = COLUMN, name: room = NAME } = props;
  const width = EDGE * 2 + Math.max(room + columns.length * column, props.title.length * LETTER);
  const height = HEAD + rows.length * ROW + EDGE;
  const x = (index: number) => EDGE + room + index * column;
  return (
    <div hidden>
      <svg
        ref={props.ref}
        className={classes.picture}
        viewBox={`0 0 ${width} ${height}`}
        aria-hidden="true"
      >
        <text className={classes.title} x={EDGE} y={26}>
          {props.title}
        </text>
        {columns.map((name, index) => (
          <text
            key={name}
            className={classes.quiet}
            x={x(index + 1) - 8}
            y={HEAD - 10}
            textAnchor="end"
          >
            {name}
          </text>
        ))}
        {rows.map((row, index) => (
          <g key={row.name}>
            <text className={classes.text} x={EDGE} y={HEAD + index * ROW + 19}>
              {row.name}
            </text>
            {row.cells.map(
              (cell, at) =>
                cell && (
                  <Cell
                    key={columns[at]}
                    cell={cell}
                    x={x(at)}
                    y={HEAD + index * ROW}
                    width={column}
                  />
                ),
            )}
          </g>
        ))}
      </svg>
    </div>
  );
}
