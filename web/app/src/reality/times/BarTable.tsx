/** The bars as rows: for screen readers beside the drawing, for everybody where it has no room. */
import { useI18n } from "../../i18n";
import { OpensBehind } from "../behind/Behind";
import type { TimeBar } from "./bars";
import type { Pair } from "./pair";
import classes from "./Times.module.css";
import { useBarWords, useTimesBehind } from "./words";

export function BarTable(props: { bars: readonly TimeBar[]; caption: string; pair: Pair }) {
  const { bars, caption } = props;
  const behind = useTimesBehind(props.pair);
  const { t, format } = useI18n();
  const words = useBarWords();
  const most = Math.max(...bars.map(({ share }) => share));
  return (
    <table className={classes.table} data-figures>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t("reality.times.time")}</th>
          <td />
          <th scope="col" className={classes.number}>
            {t("reality.times.share")}
          </th>
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.from}>
            <th scope="row">{words.range(bar)}</th>
            <td className={classes.room}>
              <span className={classes.track} style={{ width: `${(bar.share / most) * 100}%` }} />
            </td>
            <td className={classes.number}>
              <OpensBehind {...behind.bar(bar)}>{format.percent(bar.share)}</OpensBehind>
              <span className="visually-hidden"> ({words.count(bar.count)})</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
