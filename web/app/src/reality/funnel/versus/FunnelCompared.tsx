/** The same funnel for two sides. */
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useI18n } from "../../../i18n";
import { Empty } from "../../../ui/States";
import { useReality } from "../../context";
import { Export } from "../../picture/Export";
import { type Funnel, type Funnelled, funnelQuery } from "../../queries";
import page from "../../Reality.module.css";
import { Both, SidesHead } from "../../versus/Compared";
import { useDifferenceColumns } from "../../versus/columns";
import type { Sides } from "../../versus/useVersus";
import { stepPairs } from "./join";
import { PairBars } from "./PairBars";
import { StepTable } from "./StepTable";

function Told(props: { sides: Sides; a: Funnel; b: Funnel; stale: boolean; funnelled: Funnelled }) {
  const { sides, a, b } = props;
  const { t, format } = useI18n();
  const { search } = useReality();
  const picture = useRef<SVGSVGElement>(null);
  const difference = useDifferenceColumns();
  const steps = stepPairs(a.steps, b.steps);
  const [first, last] = [steps[0], steps.at(-1)];
  const nobody = first?.a.cases === 0 ? sides.a : first?.b.cases === 0 ? sides.b : undefined;
  if (!first || !last || nobody) {
    return (
      <Empty
        title={t("versus.funnel.nobody", { side: nobody?.mark ?? "A" })}
        text={t("reality.funnel.nobody.text")}
      />
    );
  }
  const of = (name: string, side: string) => t("versus.csv.side", { of: name, side });
  const rows = () => [
    [
      t("reality.funnel.step"),
      ...["A", "B"].flatMap((side) => [
        of(t("reality.csv.customers"), side),
        of(t("reality.csv.cases"), side),
        of(t("reality.funnel.of_first"), side),
        of(t("reality.funnel.of_previous"), side),
        of(t("reality.csv.median"), side),
      ]),
      ...difference.heads,
    ],
    ...steps.map(({ name, a: one, b: other, onward }) => [
      name,
      ...[one, other].flatMap((step) => [
        step.customers,
        step.cases,
        step.of_first,
        step.of_previous,
        step.median_seconds,
      ]),
      ...(onward ? difference.cells(onward) : [null, null, null, null]),
    ]),
  ];
  return (
    <div className={props.stale ? page.stale : undefined}>
      <SidesHead
        sides={sides}
        a={first.a.cases}
        b={first.b.cases}
        unit={search.cases === "session" ? "reality.visits" : "figures.customers"}
      />
      <div className={page.bar}>
        <p className={page.summary}>
          {t("versus.funnel.says", {
            share_a: format.percent(last.a.of_first ?? 0),
            share_b: format.percent(last.b.of_first ?? 0),
          })}
        </p>
        <div className={page.end}>
          <Export name={t("reality.view.funnel")} picture={picture} rows={rows} />
        </div>
      </div>
      <PairBars steps={steps} sides={sides} picture={picture} />
      <StepTable steps={steps} sides={sides} funnelled={props.funnelled} />
    </div>
  );
}

export function FunnelCompared(props: { sides: Sides; funnelled: Funnelled }) {
  const { sides, funnelled } = props;
  const a = useQuery(funnelQuery(sides.a.question, funnelled));
  const b = useQuery(funnelQuery(sides.b.question, funnelled));
  return (
    <Both a={a} b={b}>
      {(one, other, stale) => (
        <Told sides={sides} a={one} b={other} stale={stale} funnelled={funnelled} />
      )}
    </Both>
  );
}
