/** Two sides in figures: each share, the difference, and how sure it is. Greatest first. */
import { useI18n } from "../../i18n";
import classes from "./Against.module.css";
import { type Difference, isSure, shareOf } from "./difference";

export function usePoints(): (points: number) => string {
  const { format } = useI18n();
  return (points) =>
    `${points > 0 ? "+" : points < 0 ? "−" : ""}${format.points(Math.abs(points))}`;
}

export function useDifferenceRows() {
  const { t } = useI18n();
  return (differences: readonly Difference[]) => [
    [
      t("against.csv.what"),
      t("against.now"),
      t("reality.csv.of"),
      t("against.csv.then"),
      t("reality.csv.of"),
      t("against.points"),
      t("against.csv.low"),
      t("against.csv.high"),
    ],
    ...differences.map(({ path, now, past, points, interval }) => [
      path.join(" → "),
      now.count,
      now.of,
      past.count,
      past.of,
      points,
      interval?.low ?? null,
      interval?.high ?? null,
    ]),
  ];
}

export function Differences(props: {
  caption: string;
  /** The column of what is compared. */
  what: string;
  then: string;
  differences: readonly Difference[];
}) {
  const { t, format } = useI18n();
  const points = usePoints();
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <caption className={classes.caption}>{props.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{props.what}</th>
            <th scope="col">{t("against.now")}</th>
            <th scope="col">{props.then}</th>
            <th scope="col">{t("against.points")}</th>
            <th scope="col">{t("against.sure")}</th>
          </tr>
        </thead>
        <tbody>
          {props.differences.map((one) => (
            <tr key={one.key} data-unsure={!isSure(one) || undefined}>
              <th scope="row">{one.path.join(" → ")}</th>
              <td data-figures>{format.percent(shareOf(one.now))}</td>
              <td data-figures>{format.percent(shareOf(one.past))}</td>
              <td data-figures>
                <span
                  className={classes.points}
                  data-way={isSure(one) ? (one.points > 0 ? "more" : "less") : undefined}
                >
                  {points(one.points)}
                </span>
              </td>
              <td data-figures>
                {one.interval === null
                  ? t("common.too_few")
                  : isSure(one)
                    ? t("against.between", {
                        low: points(one.interval.low),
                        high: points(one.interval.high),
                      })
                    : t("against.unsure")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
