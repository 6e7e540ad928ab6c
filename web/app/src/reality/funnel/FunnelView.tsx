/** How far customers get along steps that one puts together oneself. */
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useI18n } from "../../i18n";
import { Empty, Loading, RowsSkeleton, View } from "../../ui/States";
import { useReality } from "../context";
import { Export } from "../picture/Export";
import {
  type Funnel,
  type Funnelled,
  funnelQuery,
  namesOf,
  transitionsQuery,
  written,
} from "../queries";
import page from "../Reality.module.css";
import { idsOf, listOf, WITHIN } from "../search";
import { Compared } from "../versus/Compared";
import { Bars } from "./Bars";
import { Builder } from "./Builder";
import classes from "./Funnel.module.css";
import { Groups } from "./Groups";
import { Options } from "./Options";
import { usualSteps } from "./steps";
import { FunnelCompared } from "./versus/FunnelCompared";

function Result(props: { report: Funnel; funnelled: Funnelled; stale: boolean }) {
  const { report, funnelled, stale } = props;
  const { t, n, format } = useI18n();
  const { search } = useReality();
  const picture = useRef<SVGSVGElement>(null);
  const [first, last] = [report.steps[0], report.steps.at(-1)];
  if (!first || !last || first.cases === 0) {
    return (
      <Empty title={t("reality.funnel.nobody.title")} text={t("reality.funnel.nobody.text")} />
    );
  }
  const unit = search.cases === "session" ? "reality.visits" : "figures.customers";
  const rows = () => [
    [
      t("reality.funnel.group"),
      t("reality.funnel.step"),
      t("reality.csv.customers"),
      t("reality.csv.cases"),
      t("reality.funnel.of_first"),
      t("reality.funnel.of_previous"),
      t("reality.csv.median"),
    ],
    ...[{ value: "", steps: report.steps }, ...report.groups].flatMap((group) =>
      group.steps.map((step) => [
        group.value,
        step.name,
        step.customers,
        step.cases,
        step.of_first,
        step.of_previous,
        step.median_seconds,
      ]),
    ),
  ];
  return (
    <div className={stale ? page.stale : undefined}>
      <div className={page.bar}>
        <p className={page.summary}>
          {t("reality.funnel.says", {
            first: n(unit, first.cases),
            share: format.percent(last.of_first ?? 0),
            within: format.duration(report.within_seconds),
          })}
        </p>
        <div className={page.end}>
          <Export name={t("reality.view.funnel")} picture={picture} rows={rows} />
        </div>
      </div>
      <Bars steps={report.steps} funnelled={funnelled} picture={picture} />
      {report.split_by && <Groups report={report} funnelled={funnelled} />}
    </div>
  );
}

function Alone({ funnelled }: { funnelled: Funnelled }) {
  const { question, search } = useReality();
  const report = useQuery(
    funnelQuery(question, { ...funnelled, ...(search.split && { split_by: search.split }) }),
  );
  return (
    <View query={report}>
      {(data) => <Result report={data} funnelled={funnelled} stale={report.isPlaceholderData} />}
    </View>
  );
}

export function FunnelView() {
  const { t } = useI18n();
  const { places, question, search, go } = useReality();
  const known = idsOf(search.steps).filter((id) => places.some((place) => place.id === id));
  // Until somebody chose steps, what most customers do shows some.
  const usual = useQuery({ ...transitionsQuery(question), enabled: known.length === 0 });
  const steps = search.steps === undefined && usual.data ? usualSteps(places, usual.data) : known;
  const names = namesOf(places, listOf(steps));
  const asked: Funnelled = {
    steps: written(names) ?? "",
    within: search.within ?? WITHIN,
    ...(search.strict && { strict: search.strict }),
  };
  if (search.steps === undefined && usual.isPending) {
    return (
      <Loading>
        <RowsSkeleton rows={4} />
      </Loading>
    );
  }
  return (
    <div className={classes.layout}>
      <div className={classes.side}>
        <Builder steps={steps} onChange={(next) => go({ steps: next.join(",") })} />
        <Options />
      </div>
      <div className={classes.result}>
        {names.length > 1 ? (
          <Compared alone={<Alone funnelled={asked} />}>
            {(sides) => <FunnelCompared sides={sides} funnelled={asked} />}
          </Compared>
        ) : (
          <Empty title={t("reality.funnel.start.title")} text={t("reality.funnel.start.text")} />
        )}
      </div>
    </div>
  );
}
