/** Both distributions over each other: A filled, B in outline, with the median of each marked. */
import { Tooltip } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import type { Ref } from "react";
import { useI18n } from "../../../i18n";
import type { Sides } from "../../versus/useVersus";
import { gridOf, placeOf } from "../bars";
import classes from "../Times.module.css";
import own from "./Compared.module.css";
import type { BarPair } from "./join";

const HEIGHT = 340;
/** Both medians, and which side is which, stand above the bars. */
const TOP = 72;
const BOTTOM = 44;
const LEFT = 48;
const RIGHT = 40;
const WIDEST = 1280;
/** Room of a median’s label. */
const LABEL = 130;

/** What a bar says of both sides. */
export function usePairWords() {
  const { t, format } = useI18n();
  return ({ from, to, a, b }: BarPair) => {
    const range =
      to === null
        ? t("reality.times.over", { from: format.duration(from) })
        : t("reality.times.range", { from: format.duration(from), to: format.duration(to) });
    const shares = { a: format.percent(a), b: format.percent(b) };
    return { range, ...shares, full: t("versus.times.bar", { range, ...shares }) };
  };
}

export function PairHistogram(props: {
  bars: readonly BarPair[];
  medians: { a: number; b: number };
  sides: Sides;
  label: string;
  picture: Ref<SVGSVGElement>;
}) {
  const { bars, medians, sides } = props;
  const { t, format } = useI18n();
  const words = usePairWords();
  const { ref, width: room } = useElementSize();
  const width = Math.min(WIDEST, Math.max(room, 520));
  const step = (width - LEFT - RIGHT) / bars.length;
  const flat = bars.map(({ from, to, a, b }) => ({ from, to, count: 0, share: Math.max(a, b) }));
  const lines = gridOf(flat);
  const top = lines.at(-1) ?? 1;
  const base = HEIGHT - BOTTOM;
  const y = (share: number) => base - (share / top) * (base - TOP);
  const x = (place: number) => LEFT + place * step;
  const bounds = [
    ...bars.map(({ from }) => from),
    ...(bars.at(-1)?.to == null ? [] : [bars.at(-1)?.to ?? 0]),
  ];
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
        <text className={classes.tick} x={LEFT} y={14}>
          {t("versus.pair", { a: sides.a.name, b: sides.b.name })}
        </text>
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
          <Tooltip key={bar.from} label={words(bar).full}>
            {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a bar is a picture that says more on focus */}
            <g role="img" aria-label={words(bar).full} tabIndex={0} className={classes.bar}>
              <rect
                className={classes.reach}
                x={x(index)}
                y={TOP}
                width={step}
                height={base - TOP}
              />
              <rect
                className={classes.fill}
                x={x(index) + 2}
                y={y(bar.a)}
                width={Math.max(1, step - 4)}
                height={base - y(bar.a)}
                rx={2}
              />
              <rect
                className={own.outline}
                x={x(index) + 5}
                y={y(bar.b)}
                width={Math.max(1, step - 10)}
                height={base - y(bar.b)}
                rx={2}
              />
            </g>
          </Tooltip>
        ))}
        <line className={classes.base} x1={LEFT} x2={width - RIGHT} y1={base} y2={base} />
        {bounds.map((bound, index) => (
          <text key={bound} className={classes.tick} x={x(index)} y={base + 20} textAnchor="middle">
            {format.duration(bound)}
          </text>
        ))}
        {(["a", "b"] as const).map((side, line) => {
          const at = x(placeOf(flat, medians[side]));
          const other = x(placeOf(flat, medians[side === "a" ? "b" : "a"]));
          // Away from the other median, whose line would cross the label, as far as there is room.
          const crossed = other >= at && other - at < LABEL;
          const end = at > width - LABEL || (crossed && at > LEFT + LABEL);
          const height = 36 + line * 18;
          return (
            <g key={side} className={classes.mark} data-strong={side === "a" || undefined}>
              <line x1={at} x2={at} y1={height - 11} y2={base} />
              <text x={end ? at - 6 : at + 6} y={height} textAnchor={end ? "end" : "start"}>
                {t("versus.times.mark", {
                  side: sides[side].mark,
                  time: format.duration(medians[side]),
                })}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}
