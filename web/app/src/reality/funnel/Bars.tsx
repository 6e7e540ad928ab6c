/** The funnel: a bar for each step, and between two of them how many are lost. */
import { useElementSize } from "@mantine/hooks";
import type { Ref } from "react";
import { useI18n } from "../../i18n";
import { useReality } from "../context";
import type { FunnelStep } from "../queries";
import classes from "./Funnel.module.css";

const BAR = 26;
const ROW = 92;
const NARROWEST = 280;

export function Bars(props: { steps: readonly FunnelStep[]; picture: Ref<SVGSVGElement> }) {
  const { steps } = props;
  const { t, n, format } = useI18n();
  const { named, search } = useReality();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const unit = search.cases === "session" ? "reality.visits" : "figures.customers";
  const wide = Math.max(NARROWEST, width);
  const most = steps[0]?.cases ?? 0;
  const height = steps.length * ROW - (ROW - 22 - BAR) + 8;
  const spoken = steps
    .map(({ name, cases, of_first }) =>
      [name, n(unit, cases), of_first != null && format.percent(of_first)]
        .filter(Boolean)
        .join(", "),
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
        {steps.map((step, index) => {
          const y = index * ROW;
          const long = most > 0 ? Math.max(2, (step.cases / most) * wide) : 2;
          const next = steps[index + 1];
          const lost = next ? step.cases - next.cases : 0;
          const share = next && step.cases > 0 ? lost / step.cases : 0;
          const hue = named.get(step.name)?.hue;
          return (
            <g key={`${step.name} ${y}`}>
              <text className={classes.stepName} x={0} y={y + 14}>
                {`${index + 1}. ${step.name}`}
              </text>
              <text className={classes.stepFigures} x={wide} y={y + 14} textAnchor="end">
                {[format.number(step.cases), step.of_first != null && format.percent(step.of_first)]
                  .filter(Boolean)
                  .join(" · ")}
              </text>
              <rect className={classes.ground} x={0} y={y + 22} width={wide} height={BAR} rx={3} />
              <rect className={classes.bar} x={0} y={y + 22} width={long} height={BAR} rx={3} />
              {hue && (
                <rect
                  x={0}
                  y={y + 22}
                  width={3}
                  height={BAR}
                  style={{ fill: `var(--pc-hue-${hue})` }}
                />
              )}
              {next && (
                <text
                  className={classes.lost}
                  x={12}
                  y={y + 22 + BAR + 20}
                  data-many={share >= 0.5 || undefined}
                >
                  {[
                    lost > 0 &&
                      t("reality.funnel.lost", {
                        share: format.percent(share),
                        count: n(unit, lost),
                      }),
                    next.median_seconds != null &&
                      t("reality.funnel.next_in", { time: format.duration(next.median_seconds) }),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
