/** The passages drawn over the cards: width says how many customers, colour how long or how many stop. */
import { memo, useMemo } from "react";
import type { Journey } from "../../../api/types";
import { useI18n } from "../../../i18n";
import { type Colour, shadeOf } from "../../../reality/flow/shades";
import type { Transitions } from "../../../reality/queries";
import { useMap } from "../../context";
import type { Layout } from "../layout";
import { AtCards } from "./AtCards";
import { type Arch, archesOf } from "./arches";
import { FlowsCompared } from "./FlowsCompared";
import { Strip } from "./Strip";
import { useFlows } from "./useFlows";

/** Nothing until they are known: the bar above says what is on its way. */
export function Flows(props: { layout: Layout; share: number; colour: Colour }) {
  const { report, versus } = useFlows();
  if (!report.data) return null;
  if (!versus) return <Arched {...props} report={report.data} />;
  return versus.report ? (
    <FlowsCompared {...props} a={report.data} b={versus.report} names={versus} />
  ) : null;
}

/** Touchpoints of a map by their names, as reports call them. */
export const idsByName = (journey: Journey) =>
  new Map(journey.stages.flatMap((stage) => stage.touchpoints.map(({ id, name }) => [name, id])));

const Arched = memo(function Arched(props: {
  report: Transitions;
  layout: Layout;
  share: number;
  colour: Colour;
}) {
  const { report, layout, share, colour } = props;
  const { n, t, format } = useI18n();
  const { journey } = useMap();
  const { arches, cards } = useMemo(
    () => archesOf(report, idsByName(journey), layout.columns, layout.column, share / 100),
    [report, journey, layout, share],
  );
  const look = ({ edge, loss }: Arch) => ({
    shade: `${colour}-${shadeOf(colour, edge.median_seconds, loss)}`,
    title: [
      `${edge.from} → ${edge.to}`,
      n("figures.customers", edge.customers),
      edge.median_seconds != null && format.duration(edge.median_seconds),
    ]
      .filter(Boolean)
      .join(" · "),
  });
  return (
    <>
      {[false, true].map((back) => (
        <Strip
          key={String(back)}
          arches={arches.filter((arch) => arch.back === back)}
          width={layout.width}
          back={back}
          look={look}
        />
      ))}
      <AtCards
        cards={cards}
        says={({ repeats, ends }) => ({
          seen: [
            repeats > 0 && `↻ ${format.compact(repeats)}`,
            ends >= 0.005 && `⇥ ${format.percent(ends)}`,
          ]
            .filter(Boolean)
            .join("  "),
          spoken: `${n("reality.flow.repeats", repeats)}, ${t("reality.flow.ends.long", {
            share: format.percent(ends),
          })}`,
        })}
      />
    </>
  );
});
