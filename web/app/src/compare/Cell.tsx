/** One touchpoint on one side, its figures marked where they differ from the other side's. */
import { Link } from "@tanstack/react-router";
import type { Touchpoint } from "../api/types";
import { useI18n } from "../i18n";
import { TOO_FEW } from "../i18n/format";
import { Defined, useShare } from "../ui/Figure";
import { feelingOf, type Side } from "./align";
import classes from "./Compare.module.css";

/** A feeling as a signed figure with one decimal, as points are written: “+0,6”. */
export function useFeelingWords(): (value: number) => string {
  const { format } = useI18n();
  return (value) => {
    const size = format.points(value / 100);
    if (Math.abs(value) < 0.05) return "0";
    return `${value < 0 ? "−" : "+"}${size}`;
  };
}

/** Which of two figures is the larger by enough to be marked. */
function ahead(own: number | null | undefined, other: number | null | undefined, by: number) {
  return own != null && other != null && own - other >= by;
}

export function Cell(props: {
  touchpoint: Touchpoint | null;
  partner: Touchpoint | null;
  own: Side;
  other: Side;
  waiting: boolean;
}) {
  const { t } = useI18n();
  const share = useShare();
  const feelingWords = useFeelingWords();
  const { touchpoint, partner, own, other, waiting } = props;
  if (!touchpoint) return <td className={classes.empty} />;
  const figures = own.figures.get(touchpoint.id);
  const theirs = partner ? other.figures.get(partner.id) : undefined;
  const enough = Math.min(figures?.customers ?? 0, theirs?.customers ?? 0) >= TOO_FEW;
  const feeling = feelingOf(touchpoint, figures);
  const against = partner && feelingOf(partner, theirs);
  const wired = figures !== undefined && figures.signals > 0;
  return (
    <td>
      <Link
        to="/journeys/$id"
        params={{ id: own.journey.id }}
        search={{ touchpoint: touchpoint.id }}
        className={classes.name}
      >
        {touchpoint.name}
      </Link>
      {!partner && <span className={classes.muted}> · {t("compare.only")}</span>}
      <span className={classes.figures} data-waiting={waiting || undefined}>
        {wired && (
          <>
            <Defined definition={t("compare.reach.why")}>
              {t("compare.reach")}{" "}
              <b data-ahead={(enough && ahead(figures.reach, theirs?.reach, 0.05)) || undefined}>
                {share(figures.reach, figures.customers)}
              </b>
            </Defined>
            {figures.lost != null && (
              <Defined definition={t("compare.lost.why")}>
                {t("compare.lost")}{" "}
                <b data-ahead={(enough && ahead(figures.lost, theirs?.lost, 0.05)) || undefined}>
                  {share(figures.lost, figures.customers)}
                </b>
              </Defined>
            )}
          </>
        )}
        {feeling && (
          <Defined
            definition={
              feeling.answers > 0
                ? t("compare.feeling.measured", { count: feeling.answers })
                : t("compare.feeling.drawn")
            }
          >
            {t("compare.feeling")}{" "}
            <b data-ahead={ahead(feeling.value, against?.value, 0.5) || undefined}>
              {feelingWords(feeling.value)}
            </b>
          </Defined>
        )}
      </span>
    </td>
  );
}
