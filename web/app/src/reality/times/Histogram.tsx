/** How the time is spread: one bar a range, with the median and nine in ten marked. */
import { Tooltip } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import type { Ref } from "react";
import { useI18n } from "../../i18n";
import { MarkBehind } from "../behind/Behind";
import { gridOf, placeOf, type TimeBar } from "./bars";
import type { Pair } from "./pair";
import classes from "./Times.module.css";
import { useBarWords, useTimesBehind } from "./words";

const HEIGHT = 320;
const TOP = 48;
const BOTTOM = 44;
const LEFT = 48;
const RIGHT = 40;
const WIDEST = 1280;
/** Room of a mark's label: nearer to the other mark it goes a line lower. */
const LABEL = 130;
/** Half the room of a share above its bar, which a mark must not strike through. */
const AROUND = 24;

/** The middle of a bar, or beside the mark that would strike through what stands there. */
function clear(middle: number, marks: readonly number[]): number {
  const mark = marks.find((at) => Math.abs(at - middle) < AROUND);
  if (mark === undefined) return middle;
  return middle >= mark ? mark + AROUND : mark - AROUND;
}

function Bar(props: {
  bar: TimeBar;
  x: number;
  width: number;
  y: number;
  height: number;
  marks: readonly number[];
  pair: Pair;
}) {
  const { bar, x, width, y, height } = props;
  const { format } = useI18n();
  const words = useBarWords();
  const behind = useTimesBehind(props.pair);
  const label = words.full(bar);
  return (
    <Tooltip label={label}>
      <MarkBehind {...behind.bar(bar)} label={label} className={classes.bar ?? ""}>
        <rect
          className={classes.reach}
          x={x}
          y={TOP}
          width={width}
          height={HEIGHT - TOP - BOTTOM}
        />
        <rect className={classes.fill} x={x + 2} y={y} width={width - 4} height={height} rx={2} />
        {bar.count > 0 && width > 40 && (
          <text
            className={classes.tick}
            x={clear(x + width / 2, props.marks)}
            y={y - 6}
            textAnchor="middle"
          >
            {format.percent(bar.share)}
          </text>
        )}
      </MarkBehind>
    </Tooltip>
  );
}

function Mark(props: { x: number; label: string; line: number; end: boolean; strong?: boolean }) {
  const { x, line, end } = props;
  const y = 16 + line * 17;
  return (
    <g className={classes.mark} data-strong={props.strong || undefined}>
      <line x1={x} x2={x} y1={y - 11} y2={HEIGHT - BOTTOM} />
      <text x={end ? x - 6 : x + 6} y={y} textAnchor={end ? "end" : "start"}>
        {props.label}
      </text>
    </g>
  );
}

export function Histogram(props: {
  bars: readonly TimeBar[];
  median: number;
  p90: number;
  label: string;
  pair: Pair;
  picture: Ref<SVGSVGElement>;
}) {
  const { bars, median, p90 } = props;
  const { t, format } = useI18n();
  const { ref, width: room } = useElementSize();
  const width = Math.min(WIDEST, Math.max(room, 520));
  const step = (width - LEFT - RIGHT) / bars.length;
  const lines = gridOf(bars);
  const top = lines.at(-1) ?? 1;
  const base = HEIGHT - BOTTOM;
  const y = (share: number) => base - (share / top) * (base - TOP);
  const x = (place: number) => LEFT + place * step;
  const half = x(placeOf(bars, median));
  const most = x(placeOf(bars, p90));
  const bounds = bars.map(({ from }) => from);
  const end = bars.at(-1)?.to;
  return (
    <div ref={ref} className={classes.drawing}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing, whose bars can be looked at */}
      <svg
        ref={props.picture}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        width={width}
        height={HEIGHT}
        role="group"
        aria-label={props.label}
      >
        {lines.map((share) => (
          <g key={share}>
            <line
              className={classes.grid}
              x1={LEFT}
              x2={width - RIGHT}
              y1={y(share)}
              y2={y(share)}
            />
            <text className={classes.tick} x={LEFT - 8} y={y(share) + 4} textAnchor="end">
              {format.percent(share)}
            </text>
          </g>
        ))}
        {bars.map((bar, index) => (
          <Bar
            key={bar.from}
            bar={bar}
            x={x(index)}
            width={step}
            y={y(bar.share)}
            height={base - y(bar.share)}
            marks={[half, most]}
            pair={props.pair}
          />
        ))}
        <line className={classes.base} x1={LEFT} x2={width - RIGHT} y1={base} y2={base} />
        {[...bounds, ...(end == null ? [] : [end])].map((bound, index) => (
          <text key={bound} className={classes.tick} x={x(index)} y={base + 20} textAnchor="middle">
            {format.duration(bound)}
          </text>
        ))}
        <Mark
          x={half}
          line={0}
          end={half > width - LABEL}
          strong
          label={t("reality.times.mark.median", { time: format.duration(median) })}
        />
        <Mark
          x={most}
          line={most - half < LABEL ? 1 : 0}
          end={most > width - LABEL}
          label={t("reality.times.mark.p90", { time: format.duration(p90) })}
        />
      </svg>
    </div>
  );
}
