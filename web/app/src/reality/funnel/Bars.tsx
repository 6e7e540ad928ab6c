/** The funnel: a bar for each step, and between two of them how many are lost. */
import { useElementSize } from "@mantine/hooks";
import type { ComponentProps, Ref } from "react";
import { useI18n } from "../../i18n";
import { MarkBehind } from "../behind/Behind";
import { useReality } from "../context";
import type { Funnelled, FunnelStep } from "../queries";
import classes from "./Funnel.module.css";

const BAR = 26;
const ROW = 92;
const NARROWEST = 280;

/** What is lost between two steps; where nobody is, there is nobody to open. */
function Lost(props: ComponentProps<typeof MarkBehind> & { opens: boolean }) {
  const { opens, ...mark } = props;
  return opens ? <MarkBehind {...mark} /> : mark.children;
}

export function Bars(props: {
  steps: readonly FunnelStep[];
  funnelled: Funnelled;
  picture: Ref<SVGSVGElement>;
}) {
  const { steps } = props;
  const figure = (index: number, lost?: boolean) => ({
    report: "funnel" as const,
    of: { ...props.funnelled, step: index + 1, ...(lost && { lost }) },
  });
  const { t, n, format } = useI18n();
  const { named, search } = useReality();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const unit = search.cases === "session" ? "reality.visits" : "figures.customers";
  const wide = Math.max(NARROWEST, width);
  const most = steps[0]?.cases ?? 0;
  const height = steps.length * ROW - (ROW - 22 - BAR) + 8;
  const spoken = ({ name, cases, of_first }: FunnelStep) =>
    [name, n(unit, cases), of_first != null && format.percent(of_first)].filter(Boolean).join(", ");
  const said = (next: FunnelStep, lost: number, share: number) =>
    [
      lost > 0 && t("reality.funnel.lost", { share: format.percent(share), count: n(unit, lost) }),
      next.median_seconds != null &&
        t("reality.funnel.next_in", { time: format.duration(next.median_seconds) }),
    ]
      .filter(Boolean)
      .join(" · ");
  return (
    <div ref={ref} className={classes.bars}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing, whose bars can be opened */}
      <svg
        ref={props.picture}
        viewBox={`0 0 ${wide} ${height}`}
        width={wide}
        height={height}
        role="group"
        aria-label={t("reality.view.funnel")}
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
              <MarkBehind
                label={spoken(step)}
                title={`${index + 1}. ${step.name}`}
                figure={figure(index)}
                className={classes.opens ?? ""}
              >
                <text className={classes.stepName} x={0} y={y + 14}>
                  {`${index + 1}. ${step.name}`}
                </text>
                <text className={classes.stepFigures} x={wide} y={y + 14} textAnchor="end">
                  {[
                    format.number(step.cases),
                    step.of_first != null && format.percent(step.of_first),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </text>
                <rect
                  className={classes.ground}
                  x={0}
                  y={y + 22}
                  width={wide}
                  height={BAR}
                  rx={3}
                />
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
              </MarkBehind>
              {next && (
                <Lost
                  opens={lost > 0}
                  label={[step.name, said(next, lost, share)].join(", ")}
                  title={t("reality.funnel.lost.title", { step: step.name })}
                  figure={figure(index, true)}
                >
                  <text
                    className={classes.lost}
                    x={12}
                    y={y + 22 + BAR + 20}
                    data-many={share >= 0.5 || undefined}
                  >
                    {said(next, lost, share)}
                  </text>
                </Lost>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
