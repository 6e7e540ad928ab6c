/** Whole ways, the most frequent first, or a few that stand for all. */
import { Button, SegmentedControl, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useI18n } from "../../i18n";
import { TOO_FEW } from "../../i18n/format";
import { Empty, View } from "../../ui/States";
import { Differences } from "../against/Differences";
import { ofWays } from "../against/difference";
import { useOther } from "../against/useOther";
import { useReality } from "../context";
import { Export } from "../picture/Export";
import { type Variants, variantsQuery } from "../queries";
import page from "../Reality.module.css";
import classes from "./Paths.module.css";
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

function Told(props: {
  report: Variants;
  /** The other side of a comparison. */
  then: { report: Variants; words: string } | null;
  stale: boolean;
  top: number;
  onMore: () => void;
}) {
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
      {props.then && !typical && (
        <Differences
          caption={t("against.ways")}
          what={t("reality.csv.path")}
          then={props.then.words}
          differences={ofWays(report, props.then.report)}
        />
      )}
    </div>
  );
}

/** Ways of the other side that are looked through for those of this one. */
const LOOKED_THROUGH = 2000;

export function PathsView() {
  const { question, search } = useReality();
  const [top, setTop] = useState(STEP);
  const other = useOther();
  const asked = {
    fold_loops: search.loops !== "all",
    median: true,
    representatives: search.ways === "typical" ? TYPICAL : undefined,
  };
  const report = useQuery(variantsQuery(question, { ...asked, top }));
  const then = useQuery({
    ...variantsQuery(other?.question ?? question, {
      ...asked,
      median: false,
      representatives: undefined,
      top: LOOKED_THROUGH,
    }),
    enabled: other !== null,
  });
  const onMore = () => setTop((old) => Math.min(MOST, old * 2));
  return (
    <View query={report}>
      {(data) =>
        other === null ? (
          <Told
            report={data}
            then={null}
            stale={report.isPlaceholderData}
            top={top}
            onMore={onMore}
          />
        ) : (
          <View query={then}>
            {(past) => (
              <Told
                report={data}
                then={{ report: past, words: other.words }}
                stale={report.isPlaceholderData || then.isPlaceholderData}
                top={top}
                onMore={onMore}
              />
            )}
          </View>
        )
      }
    </View>
  );
}
