/** One time: in a sentence, in figures, as bars. */
import { useRef } from "react";
import { useI18n } from "../../i18n";
import { TOO_FEW } from "../../i18n/format";
import { Figure, useShare } from "../../ui/Figure";
import { Empty } from "../../ui/States";
import { OpensBehind } from "../behind/Behind";
import { Export } from "../picture/Export";
import page from "../Reality.module.css";
import { BarTable } from "./BarTable";
import { barsOf } from "./bars";
import { Histogram } from "./Histogram";
import type { Pair } from "./pair";
import type { Durations } from "./query";
import classes from "./Times.module.css";
import { useBarWords, useTimesBehind } from "./words";

/** From how many medians on a mean says more about a few long times than about most. */
const SKEWED = 2;

function Says({ report }: { report: Durations }) {
  const { t, format } = useI18n();
  const { median_seconds: median, p90_seconds: p90, mean_seconds: mean } = report;
  if (median == null || p90 == null || mean == null) return null;
  return (
    <>
      <p className={classes.says}>
        {t("reality.times.says", { median: format.duration(median), p90: format.duration(p90) })}
      </p>
      {mean > SKEWED * median && (
        <p className={classes.aside}>
          {t("reality.times.skewed", { mean: format.duration(mean) })}
        </p>
      )}
    </>
  );
}

function Figures(props: { report: Durations; enough: boolean; pair: Pair }) {
  const { report, enough } = props;
  const behind = useTimesBehind(props.pair);
  const { t, format } = useI18n();
  const share = useShare();
  const words = useBarWords();
  const time = (seconds: number | null | undefined) =>
    enough && seconds != null ? format.duration(seconds) : t("common.too_few");
  const { cases, cases_from: base } = report;
  const why = enough ? "" : ` ${t("common.too_few.why")}`;
  return (
    <div className={classes.figures}>
      <Figure
        label={t("reality.times.median")}
        definition={t("reality.times.median.why") + why}
        value={time(report.median_seconds)}
      />
      <Figure
        label={t("reality.times.mean")}
        definition={t("reality.times.mean.why") + why}
        value={time(report.mean_seconds)}
      />
      <Figure
        label={t("reality.times.p90")}
        definition={t("reality.times.p90.why") + why}
        value={time(report.p90_seconds)}
      />
      <Figure
        label={t("reality.times.arrive", { base: words.count(base) })}
        definition={t("reality.times.arrive.why")}
        value={<OpensBehind {...behind.all}>{format.number(cases)}</OpensBehind>}
        aside={base > 0 && `· ${share(cases / base, base)}`}
      />
      {base > cases && (
        <Figure
          label={t("reality.times.lost")}
          definition={t("reality.times.lost.why")}
          value={<OpensBehind {...behind.lost}>{format.number(base - cases)}</OpensBehind>}
        />
      )}
    </div>
  );
}

export function Distribution({ report, pair: [from, to] }: { report: Durations; pair: Pair }) {
  const { t, format } = useI18n();
  const picture = useRef<SVGSVGElement>(null);
  const words = useBarWords();
  if (report.cases_from === 0) {
    return <Empty title={t("reality.empty.title")} text={t("reality.empty.text")} />;
  }
  const names = { from: from.name, to: to.name };
  if (report.cases === 0) {
    return (
      <Empty
        title={t("reality.times.none.title", names)}
        text={t("reality.times.none.text", { ...names, base: words.count(report.cases_from) })}
      />
    );
  }
  const enough = report.cases >= TOO_FEW;
  const { median_seconds: median, p90_seconds: p90 } = report;
  const bars = barsOf(report);
  const label = t("reality.times.picture", names);
  const rows = () => [
    [t("reality.csv.over"), t("reality.csv.under"), t("reality.csv.count"), t("reality.csv.share")],
    ...bars.map(({ from, to, count, share }) => [from, to, count, share]),
  ];
  return (
    <>
      <div className={page.bar}>
        <div>{enough && <Says report={report} />}</div>
        <div className={page.end}>
          {enough && <Export name={t("reality.view.times")} picture={picture} rows={rows} />}
        </div>
      </div>
      <Figures report={report} enough={enough} pair={[from, to]} />
      {enough && median != null && p90 != null ? (
        <>
          <div className={classes.wide}>
            <Histogram
              bars={bars}
              median={median}
              p90={p90}
              label={label}
              pair={[from, to]}
              picture={picture}
            />
          </div>
          <div className={classes.narrow}>
            <BarTable bars={bars} caption={label} pair={[from, to]} />
          </div>
          <p className={classes.aside}>{t("reality.times.note")}</p>
        </>
      ) : (
        <p className={classes.aside}>
          {t("reality.times.few", {
            count: words.count(report.cases),
            least: format.number(TOO_FEW),
          })}
        </p>
      )}
    </>
  );
}
