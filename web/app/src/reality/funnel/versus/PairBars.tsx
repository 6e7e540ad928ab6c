/** Two funnels in one: at each step a bar a side, as the share of its own first step. */
import { useElementSize } from "@mantine/hooks";
import type { Ref } from "react";
import { useI18n } from "../../../i18n";
import { useReality } from "../../context";
import type { Sides } from "../../versus/useVersus";
import { useDifferenceWords, usePoints, usePointsOf } from "../../versus/Verdict";
import classes from "../Funnel.module.css";
import type { StepPair } from "./join";

const BAR = 18;
const GAP = 4;
const ROW = 112;
const HEAD = 34;
const NARROWEST = 300;
/** Room for the letter of a side. */
const MARK = 20;

export function PairBars(props: {
  steps: readonly StepPair[];
  sides: Sides;
  picture: Ref<SVGSVGElement>;
}) {
  const { steps, sides } = props;
  const { t, format } = useI18n();
  const { named } = useReality();
  const points = usePoints();
  const pointsOf = usePointsOf();
  const says = useDifferenceWords();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const wide = Math.max(NARROWEST, width);
  const narrow = wide < 480;
  // Figures stand right of the bars, on narrow screens over their end.
  const room = wide - MARK - (narrow ? 108 : 150);
  const height = HEAD + steps.length * ROW - (ROW - 22 - 2 * BAR - GAP) + 8;
  const share = (of: number | null | undefined) => (of == null ? "–" : format.percent(of));
  const spoken = steps
    .map(({ name, a, b, onward }) =>
      [
        `${name}, A ${share(a.of_first)}, B ${share(b.of_first)}`,
        onward && `${t("reality.funnel.of_previous")}, ${says(onward)}`,
      ]
        .filter(Boolean)
        .join("; "),
    )
    .join(". ");
  return (
    <div ref={ref} className={classes.bars}>
      <svg
        ref={props.picture}
        viewBox={`0 0 ${wide} ${height}`}
        width={wide}
        height={height}
        role="img"
        aria-label={spoken}
      >
        <text className={classes.lost} x={0} y={14}>
          {t("versus.pair", { a: sides.a.name, b: sides.b.name })}
        </text>
        {steps.map(({ name, a, b, onward }, index) => {
          const y = HEAD + index * ROW;
          const hue = named.get(name)?.hue;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step may come twice
            <g key={index}>
              {onward && (
                <text className={classes.lost} x={MARK} y={y - 22}>
                  {[
                    t("versus.funnel.step", {
                      a: share(a.of_previous),
                      b: share(b.of_previous),
                    }),
                    onward.verdict === "few" || onward.value === null
                      ? t(narrow ? "common.too_few" : "versus.few")
                      : narrow
                        ? pointsOf(onward.value)
                        : `${pointsOf(onward.value)} (${t("versus.between", {
                            low: points(onward.low),
                            high: points(onward.high),
                          })}) · ${t(`versus.is.${onward.verdict}`)}`,
                  ].join(" · ")}
                </text>
              )}
              <text className={classes.stepName} x={0} y={y + 14}>
                {`${index + 1}. ${name}`}
              </text>
              {[
                { mark: "A", step: a },
                { mark: "B", step: b },
              ].map(({ mark, step }, side) => {
                const top = y + 22 + side * (BAR + GAP);
                const long = Math.max(2, (step.of_first ?? (index === 0 ? 1 : 0)) * room);
                return (
                  <g key={mark}>
                    <text className={classes.lost} x={0} y={top + 14}>
                      {mark}
                    </text>
                    <rect
                      className={classes.ground}
                      x={MARK}
                      y={top}
                      width={room}
                      height={BAR}
                      rx={3}
                    />
                    <rect
                      className={side === 0 ? classes.bar : classes.barB}
                      x={MARK + side * 0.75}
                      y={top + side * 0.75}
                      width={Math.max(1, long - side * 1.5)}
                      height={BAR - side * 1.5}
                      rx={3}
                    />
                    <text className={classes.stepFigures} x={wide} y={top + 14} textAnchor="end">
                      {`${format.number(step.cases)} · ${share(step.of_first ?? (index === 0 ? 1 : null))}`}
                    </text>
                  </g>
                );
              })}
              {hue && (
                <rect
                  x={MARK - 4}
                  y={y + 22}
                  width={3}
                  height={2 * BAR + GAP}
                  style={{ fill: `var(--pc-hue-${hue})` }}
                />
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
