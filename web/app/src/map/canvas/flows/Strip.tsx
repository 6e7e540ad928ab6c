/** One strip of arches: those that go on above the cards, or the ways back below them. */

import type { Look } from "../../../reality/flow/Line";
import { keyOf } from "../../../reality/flow/net";
import type { Arch } from "./arches";
import type { Written } from "./compare";
import classes from "./Flows.module.css";
import { ABOVE, BELOW } from "./room";

export function Strip(props: {
  arches: readonly Arch[];
  width: number;
  back: boolean;
  look: (arch: Arch) => Look;
  /** How far it stands from the edge of the row, in px; none for one that is alone. */
  offset?: number;
  written?: readonly Written[];
}) {
  const { width, back, look, offset = 0 } = props;
  const height = back ? BELOW : ABOVE;
  return (
    <svg
      className={classes.strip}
      data-back={back || undefined}
      style={offset === 0 ? undefined : { [back ? "bottom" : "top"]: offset }}
      width={width}
      height={height}
      aria-hidden="true"
    >
      {props.arches.map((arch) => {
        const { edge, path, width: thick, tip } = arch;
        const { shade, dash, title } = look(arch);
        const end = back ? 0 : height;
        const wing = 4 + thick / 2;
        const from = back ? wing * 1.3 : height - wing * 1.3;
        return (
          <g key={keyOf(edge)} data-shade={shade}>
            {title && <title>{title}</title>}
            <path
              className={classes.line}
              d={path}
              strokeWidth={thick}
              strokeDasharray={dash && (dash === "dashed" ? "9 5" : "2 4")}
            />
            <path
              className={classes.tip}
              d={`M${tip} ${end}L${tip - wing} ${from}L${tip + wing} ${from}Z`}
            />
          </g>
        );
      })}
      {props.written?.map(({ x, y, text }) => (
        <text key={`${x} ${y}`} className={classes.points} x={x} y={y + 4.5} textAnchor="middle">
          {text}
        </text>
      ))}
    </svg>
  );
}
