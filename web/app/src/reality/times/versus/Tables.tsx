/** What is said of the times of both sides in figures: who arrives, how long, and the bars as rows. */
import { useI18n } from "../../../i18n";
import { TOO_FEW } from "../../../i18n/format";
import { OpensBehind } from "../../behind/Behind";
import { differenceOf, shareOf } from "../../versus/difference";
import type { Sides } from "../../versus/useVersus";
import { Verdict } from "../../versus/Verdict";
import type { Pair } from "../pair";
import type { Durations } from "../query";
import classes from "../Times.module.css";
import { useTimesBehind } from "../words";
import own from "./Compared.module.css";
import type { BarPair } from "./join";
import { usePairWords } from "./PairHistogram";

export function Figures(props: { sides: Sides; pair: Pair; a: Durations; b: Durations }) {
  const { sides, a, b } = props;
  const behind = useTimesBehind(props.pair);
  const [from, to] = props.pair;
  const { t, format } = useI18n();
  const arrive = differenceOf(
    { hits: a.cases, of: a.cases_from },
    { hits: b.cases, of: b.cases_from },
  );
  const time = (report: Durations, seconds: number | null | undefined) =>
    report.cases < TOO_FEW || seconds == null ? t("common.too_few") : format.duration(seconds);
  return (
    <table className={own.pair} data-figures>
      <thead>
        <tr>
          <td />
          <th scope="col">A</th>
          <th scope="col">B</th>
          <th scope="col">{t("versus.difference")}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t("versus.times.arrive", { from: from.name, to: to.name })}</th>
          {(["a", "b"] as const).map((side) => (
            <td key={side}>
              <OpensBehind
                {...behind.all}
                title={t("versus.titled", { side: sides[side].mark, name: behind.all.title })}
                question={sides[side].question}
              >
                {arrive[side].of < TOO_FEW
                  ? t("common.too_few")
                  : format.percent(shareOf(arrive[side]))}
              </OpensBehind>
            </td>
          ))}
          <td>
            <Verdict of={arrive} />
          </td>
        </tr>
        {(["median", "p90"] as const).map((which) => (
          <tr key={which}>
            <th scope="row">{t(`versus.times.${which}`)}</th>
            <td>{time(a, a[`${which}_seconds`])}</td>
            <td>{time(b, b[`${which}_seconds`])}</td>
            <td>–</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The bars as rows: beside the drawing for screen readers, in its place where it has no room. */
export function BarRows({ bars, caption }: { bars: readonly BarPair[]; caption: string }) {
  const { t } = useI18n();
  const words = usePairWords();
  return (
    <table className={classes.table} data-figures>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t("reality.times.time")}</th>
          <th scope="col" className={classes.number}>
            A
          </th>
          <th scope="col" className={classes.number}>
            B
          </th>
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.from}>
            <th scope="row">{words(bar).range}</th>
            <td className={classes.number}>{words(bar).a}</td>
            <td className={classes.number}>{words(bar).b}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
