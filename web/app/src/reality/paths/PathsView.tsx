/** Whole ways, the most frequent first, or a few that stand for all. */
import { Button, SegmentedControl, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useI18n } from "../../i18n";
import { TOO_FEW } from "../../i18n/format";
import { Empty, View } from "../../ui/States";
import { useReality } from "../context";
import { Export } from "../picture/Export";
import { type Variants, variantsQuery } from "../queries";
import page from "../Reality.module.css";
import { Compared } from "../versus/Compared";
import classes from "./Paths.module.css";
import { PathsCompared } from "./versus/PathsCompared";
import { type Way, Ways } from "./Ways";

/** Paths told at first, and how many more each time. */
const STEP = 15;
const MOST = 300;
/** Ways that stand for all. */
const TYPICAL = 6;

function waysOf(report: Variants, typical: boolean): Way[] {
  if (!typical) return report.top;
  return (report.representatives?.chosen ?? []).map((way) => ({ ...way, count: way.cases }));
}

function Told(props: { report: Variants; stale: boolean; top: number; onMore: () => void }) {
  const { report } = props;
  const { t, n, format } = useI18n();
  const { search, go } = useReality();
  const typical = search.ways === "typical";
  if (report.cases === 0) {
    return <Empty title={t("reality.empty.title")} text={t("reality.empty.text")} />;
  }
  const ways = waysOf(report, typical);
  const covered = ways.reduce((sum, { share }) => sum + share, 0);
  const unit = search.cases === "session" ? "reality.visits" : "figures.customers";
  const rows = () => [
    [
      t("reality.csv.share"),
      t("reality.csv.cases"),
      t("reality.csv.median"),
      t("reality.csv.path"),
    ],
    ...ways.map((way) => [way.share, way.count, way.median_seconds, way.path.join(" → ")]),
  ];
  return (
    <div className={props.stale ? page.stale : undefined}>
      <div className={page.bar}>
        <p className={page.summary}>
          <strong>{n(unit, report.cases)}</strong> · {n("reality.paths.different", report.variants)}{" "}
          ·{" "}
          {typical
            ? t("reality.paths.typical.told", { share: format.percent(covered) })
            : t("reality.paths.told", { share: format.percent(covered), count: ways.length })}
        </p>
        <div className={page.end}>
          <Switch
            size="sm"
            label={t("reality.paths.fold")}
            checked={search.loops !== "all"}
            onChange={(event) => go({ loops: event.currentTarget.checked ? undefined : "all" })}
          />
          <SegmentedControl
            size="xs"
            aria-label={t("reality.paths.which")}
            value={typical ? "typical" : "all"}
            data={[
              { value: "all", label: t("reality.paths.all") },
              { value: "typical", label: t("reality.paths.typical") },
            ]}
            onChange={(value) => go({ ways: value === "typical" ? "typical" : undefined })}
          />
          <Export name={t("reality.view.paths")} rows={rows} />
        </div>
      </div>
      {typical && <p className={classes.note}>{t("reality.paths.typical.how")}</p>}
      {!typical && !report.exact && <p className={classes.note}>{t("reality.paths.inexact")}</p>}
      {report.cases < TOO_FEW && (
        <p className={classes.note}>{t("reality.few", { count: report.cases })}</p>
      )}
      <Ways ways={ways} typical={typical} />
      {!typical && ways.length >= props.top && props.top < MOST && (
        <Button variant="default" mt="md" onClick={props.onMore}>
          {t("reality.paths.more")}
        </Button>
      )}
    </div>
  );
}

function Alone() {
  const { question, search } = useReality();
  const [top, setTop] = useState(STEP);
  const report = useQuery(
    variantsQuery(question, {
      top,
      fold_loops: search.loops !== "all",
      median: true,
      representatives: search.ways === "typical" ? TYPICAL : undefined,
    }),
  );
  return (
    <View query={report}>
      {(data) => (
        <Told
          report={data}
          stale={report.isPlaceholderData}
          top={top}
          onMore={() => setTop((old) => Math.min(MOST, old * 2))}
        />
      )}
    </View>
  );
}

export function PathsView() {
  return <Compared alone={<Alone />}>{(sides) => <PathsCompared sides={sides} />}</Compared>;
}
