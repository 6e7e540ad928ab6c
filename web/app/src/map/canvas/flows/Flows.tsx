/** The passages drawn over the cards: width says how many customers, colour how long or how many stop. */
import { memo, useMemo } from "react";
import { useI18n } from "../../../i18n";
import { type Colour, shadeOf } from "../../../reality/flow/shades";
import type { Transitions } from "../../../reality/queries";
import { useMap } from "../../context";
import type { Layout } from "../layout";
import { type Arch, archesOf } from "./arches";
import classes from "./Flows.module.css";
import { ABOVE, BELOW } from "./room";
import { useFlows } from "./useFlows";

function Drawn(props: { arches: Arch[]; width: number; back: boolean; colour: Colour }) {
  const { arches, width, back, colour } = props;
  const { n, format } = useI18n();
  const height = back ? BELOW : ABOVE;
  return (
    <svg
      className={classes.strip}
      data-back={back || undefined}
      width={width}
      height={height}
      aria-hidden="true"
    >
      {arches.map(({ edge, path, width: thick, tip, loss }) => {
        const end = back ? 0 : height;
        const wing = 4 + thick / 2;
        const from = back ? wing * 1.3 : height - wing * 1.3;
        return (
          <g
            key={`${edge.from}\n${edge.to}`}
            data-shade={`${colour}-${shadeOf(colour, edge.median_seconds, loss)}`}
          >
            <title>
              {[
                `${edge.from} → ${edge.to}`,
                n("figures.customers", edge.customers),
                edge.median_seconds != null && format.duration(edge.median_seconds),
              ]
                .filter(Boolean)
                .join(" · ")}
            </title>
            <path className={classes.line} d={path} strokeWidth={thick} />
            <path
              className={classes.tip}
              d={`M${tip} ${end}L${tip - wing} ${from}L${tip + wing} ${from}Z`}
            />
          </g>
        );
      })}
    </svg>
  );
}

/** Nothing until they are known: the bar above says what is on its way. */
export function Flows(props: { layout: Layout; share: number; colour: Colour }) {
  const { report } = useFlows();
  return report.data ? <Arched {...props} report={report.data} /> : null;
}

const Arched = memo(function Arched(props: {
  report: Transitions;
  layout: Layout;
  share: number;
  colour: Colour;
}) {
  const { report, layout, share, colour } = props;
  const { n, t, format } = useI18n();
  const { journey } = useMap();
  const { arches, cards } = useMemo(() => {
    const names = new Map(
      journey.stages.flatMap((stage) => stage.touchpoints.map(({ id, name }) => [name, id])),
    );
    return archesOf(report, names, layout.columns, layout.column, share / 100);
  }, [report, journey, layout, share]);
  return (
    <>
      <Drawn
        arches={arches.filter(({ back }) => !back)}
        width={layout.width}
        back={false}
        colour={colour}
      />
      <Drawn arches={arches.filter(({ back }) => back)} width={layout.width} back colour={colour} />
      {cards.map(({ id, x, repeats, ends }) => (
        <span
          key={id}
          className={classes.at}
          style={{ left: `calc(${x}px + var(--canvas-lane-head))` }}
        >
          <span aria-hidden="true">
            {[
              repeats > 0 && `↻ ${format.compact(repeats)}`,
              ends >= 0.005 && `⇥ ${format.percent(ends)}`,
            ]
              .filter(Boolean)
              .join("  ")}
          </span>
          <span className="visually-hidden">
            {n("reality.flow.repeats", repeats)},{" "}
            {t("reality.flow.ends.long", { share: format.percent(ends) })}
          </span>
        </span>
      ))}
    </>
  );
});
