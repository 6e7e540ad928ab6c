/** One passage of the net. */
import { memo } from "react";
import classes from "./Flow.module.css";
import type { NetEdge } from "./net";

/** How a line is drawn beside its width. */
export interface Look {
  /** What shades.css calls its colour. */
  shade: string;
  /** Dashed or dotted, where colour alone must not say it. */
  dash?: "dashed" | "dotted";
  /** Where it says more than its width does. */
  title?: string;
}

export const Line = memo(function Line(props: {
  edge: NetEdge;
  shade: string;
  dash: Look["dash"];
  title: string | undefined;
  dim: boolean;
  chosen: boolean;
  onChoose: ((edge: NetEdge) => void) | undefined;
}) {
  const { edge, shade, dash, title, dim, chosen, onChoose } = props;
  const { x, y, left } = edge.tip;
  const size = 4 + edge.width / 2;
  const from = left ? x - size * 1.4 : x + size * 1.4;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys reach it through the touchpoint’s panel
    <g
      data-shade={shade}
      data-dim={dim || undefined}
      data-chosen={chosen || undefined}
      className={onChoose && classes.way}
      onClick={onChoose && (() => onChoose(edge))}
    >
      {title && <title>{title}</title>}
      {onChoose && <path className={classes.reach} d={edge.path} />}
      <path
        className={classes.line}
        data-dash={dash}
        d={edge.path}
        strokeWidth={edge.width}
        strokeDasharray={dash && (dash === "dashed" ? "9 5" : "2 4")}
      />
      <path className={classes.tip} d={`M${x} ${y}L${from} ${y - size}L${from} ${y + size}Z`} />
    </g>
  );
});
