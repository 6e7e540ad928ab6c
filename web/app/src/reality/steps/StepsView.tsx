/** What customers do first, second, third: from the beginning, after one touchpoint, or before it. */
import { SegmentedControl, Select, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { useI18n } from "../../i18n";
import { TOO_FEW } from "../../i18n/format";
import { Empty, View } from "../../ui/States";
import { useReality } from "../context";
import { PlaceSelect } from "../filters/PlaceSelect";
import flow from "../flow/Flow.module.css";
import { Export } from "../picture/Export";
import { type Flowed, type Flows, flowsQuery, namesOf, written } from "../queries";
import page from "../Reality.module.css";
import { DEEP, depths } from "../search";
import { Detail } from "./Detail";
import { sankeyOf } from "./layout";
import { Sankey, useUnit } from "./Sankey";
import classes from "./Steps.module.css";

/** Activities of a step that stand on their own: as many as a screen is high. */
const TOP = 7;

function Controls() {
  const { t } = useI18n();
  const { search, places, go } = useReality();
  const around = places.find(({ id }) => id === search.around)?.id ?? null;
  return (
    <div className={classes.controls}>
      <PlaceSelect
        label={t("reality.steps.around")}
        value={around}
        anything={t("reality.steps.beginning")}
        onChoose={(id) => go({ around: id, way: id ? search.way : undefined })}
      />
      <SegmentedControl
        size="sm"
        aria-label={t("reality.steps.way")}
        disabled={around === null}
        value={around !== null && search.way === "before" ? "before" : "after"}
        data={[
          { value: "before", label: t("reality.steps.before") },
          { value: "after", label: t("reality.steps.after") },
        ]}
        onChange={(value) => go({ way: value === "before" ? "before" : undefined })}
      />
      <Select
        className={classes.depth}
        label={t("reality.steps.depth")}
        data={depths.map(String)}
        value={String(search.deep ?? DEEP)}
        allowDeselect={false}
        onChange={(value) => {
          const deep = depths.find((depth) => String(depth) === value);
          go({ deep: deep === DEEP ? undefined : deep });
        }}
      />
      <Switch
        size="sm"
        label={t("reality.paths.fold")}
        checked={search.loops !== "all"}
        onChange={(event) => go({ loops: event.currentTarget.checked ? undefined : "all" })}
      />
    </div>
  );
}

function Drawn(props: { report: Flows; flowed: Flowed; stale: boolean }) {
  const { report, flowed } = props;
  const { t, n } = useI18n();
  const unit = useUnit();
  const [chosen, setChosen] = useState<string | null>(null);
  const picture = useRef<SVGSVGElement>(null);
  const backward = flowed.before !== undefined;
  const sankey = useMemo(() => sankeyOf(report, backward), [report, backward]);
  if (report.cases === 0) {
    return <Empty title={t("reality.empty.title")} text={t("reality.empty.text")} />;
  }
  const bar = sankey.bars.find(({ key }) => key === chosen);
  const rows = () => [
    [t("reality.csv.step"), t("reality.csv.from"), t("reality.csv.to"), t("reality.csv.cases")],
    ...report.links.map((link) => [
      link.step,
      link.from ?? t("reality.steps.rest"),
      link.to ?? t("reality.steps.rest"),
      link.cases,
    ]),
    ...report.steps.flatMap(({ nodes }, step) =>
      nodes
        .filter(({ ended }) => ended > 0)
        .map((node) => [
          step + 1,
          node.name ?? t("reality.steps.rest"),
          t(backward ? "reality.steps.began" : "reality.steps.ended"),
          node.ended,
        ]),
    ),
  ];
  return (
    <div className={props.stale ? page.stale : undefined}>
      <div className={page.bar}>
        <p className={page.summary}>
          <strong>{n(unit, report.cases)}</strong>
          {report.cases < TOO_FEW && <> · {t("reality.few", { count: report.cases })}</>}
        </p>
        <div className={page.end}>
          <span className={classes.legend}>
            <span className={classes.mark} aria-hidden="true" />
            {t(backward ? "reality.steps.began" : "reality.steps.ended")}
          </span>
          <Export name={t("reality.view.steps")} picture={picture} rows={rows} />
        </div>
      </div>
      <div className={flow.area}>
        <Sankey
          sankey={sankey}
          of={report.cases}
          backward={backward}
          anchored={backward || flowed.after !== undefined}
          chosen={chosen}
          onChoose={setChosen}
          picture={picture}
        />
        {bar && (
          <Detail
            bar={bar}
            report={report}
            flowed={flowed}
            backward={backward}
            onClose={() => setChosen(null)}
          />
        )}
      </div>
    </div>
  );
}

export function StepsView() {
  const { question, search, places } = useReality();
  const name = written(namesOf(places, search.around));
  const flowed: Flowed = {
    after: search.way === "before" ? undefined : name,
    before: search.way === "before" ? name : undefined,
    steps: search.deep ?? DEEP,
    top: TOP,
    fold_loops: search.loops !== "all",
  };
  const report = useQuery(flowsQuery(question, flowed));
  return (
    <>
      <Controls />
      <View query={report}>
        {(data) => <Drawn report={data} flowed={flowed} stale={report.isPlaceholderData} />}
      </View>
    </>
  );
}
