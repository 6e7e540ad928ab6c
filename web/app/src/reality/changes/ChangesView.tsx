/** What broke or mended at the touchpoints, found without being asked. */
import { useQuery } from "@tanstack/react-query";
import { useI18n } from "../../i18n";
import { Empty, View } from "../../ui/States";
import { useReality } from "../context";
import { Export } from "../picture/Export";
import { type Changes, changesQuery } from "../queries";
import page from "../Reality.module.css";
import { ChangeItem } from "./ChangeItem";
import classes from "./Changes.module.css";
import { inOrder, segmentOf } from "./change";

function Told({ report, stale }: { report: Changes; stale: boolean }) {
  const { t, n, format, language } = useI18n();
  const { search } = useReality();
  const { first_day: first, last_day: last } = report;
  if (!first || !last || report.searched === 0) {
    return <Empty title={t("changes.early.title")} text={t("changes.early.text")} />;
  }
  const changes = inOrder(report.changes);
  const chosen = search.through ?? search.without ?? search.order ?? search.cases;
  const rest = {
    days: format.range(first, last),
    series: n("changes.series", report.searched),
    rate: format.percent(report.false_discovery_rate),
  };
  const rows = () => [
    [
      t("changes.csv.touchpoint"),
      t("changes.csv.measure"),
      t("changes.csv.segment"),
      t("changes.csv.since"),
      t("changes.csv.until"),
      t("changes.csv.during"),
      t("changes.csv.usual"),
      t("reality.csv.customers"),
      t("drift.finding"),
    ],
    ...changes.map((change) => [
      change.touchpoint,
      t(`changes.measure.${change.measure}`),
      segmentOf(change)?.value ?? "",
      change.from ?? "",
      change.until ?? "",
      change.during,
      change.usual,
      change.customers,
      change.says[language],
    ]),
  ];
  return (
    <div className={stale ? page.stale : undefined}>
      <div className={page.bar}>
        <p className={page.summary}>
          <strong>{n("changes.found", changes.length)}</strong> · {rest.days}
        </p>
        <div className={page.end}>
          <Export name={t("reality.view.changes")} rows={rows} />
        </div>
      </div>
      {chosen !== undefined && <p className={classes.note}>{t("changes.all")}</p>}
      {changes.length === 0 ? (
        <Empty title={t("changes.none.title")} text={t("changes.none.text", rest)} />
      ) : (
        <ol className={classes.changes}>
          {changes.map((change) => (
            <ChangeItem
              key={`${change.touchpoint_id} ${change.measure} ${change.from} ${segmentOf(change)?.value}`}
              change={change}
              last={last}
            />
          ))}
        </ol>
      )}
      {changes.length > 0 && <p className={classes.rests}>{t("changes.rests", rest)}</p>}
    </div>
  );
}

export function ChangesView() {
  const { question } = useReality();
  const report = useQuery(changesQuery(question));
  return (
    <View query={report}>{(data) => <Told report={data} stale={report.isPlaceholderData} />}</View>
  );
}
