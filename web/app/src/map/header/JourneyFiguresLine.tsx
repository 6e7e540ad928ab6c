/** The journey's own figures, on one line under its name. */
import { Skeleton } from "@mantine/core";
import { useI18n } from "../../i18n";
import { TOO_FEW } from "../../i18n/format";
import { Defined, isTrend, Trend, useShare } from "../../ui/Figure";
import { useMap } from "../context";
import classes from "./MapHeader.module.css";

export function JourneyFiguresLine() {
  const { t, n, format } = useI18n();
  const { figures, figuresState, figuresStale, periodWords } = useMap();
  const share = useShare();

  if (!figures) {
    if (figuresState === "none") return null;
    return (
      <div className={classes.line}>
        <Skeleton height={18} width={320} maw="100%" my={2} />
      </div>
    );
  }
  const { customers, customers_before: before, goal_share, goal_share_before } = figures;
  const change = before != null && before >= TOO_FEW ? customers / before - 1 : null;
  const trend = isTrend(change) ? change : null;
  return (
    <div className={classes.line} data-waiting={figuresStale || undefined}>
      <Defined definition={t("figures.customers.def", { period: periodWords })}>
        <span className={classes.strong}>{n("figures.customers", customers)}</span>{" "}
        {trend !== null && <Trend change={trend} text={format.change(trend)} />}
      </Defined>
      {goal_share == null ? (
        <Defined definition={t("figures.goal.none.def")}>{t("figures.goal.none")}</Defined>
      ) : (
        <Defined
          definition={t("figures.goal.def", {
            period: periodWords,
            count: figures.goal_customers ?? 0,
            base: customers,
          })}
        >
          <span className={classes.strong}>{share(goal_share, customers)}</span> {t("figures.goal")}{" "}
          {goal_share_before != null && customers >= TOO_FEW && trend !== null && (
            <Trend
              judged
              change={goal_share - goal_share_before}
              text={t("figures.points", { points: format.points(goal_share - goal_share_before) })}
            />
          )}
        </Defined>
      )}
      <Defined
        className={classes.less}
        definition={t("figures.interactions.journey.def", { period: periodWords })}
      >
        {n("figures.interactions", figures.interactions)}
      </Defined>
      <span className={classes.zone}>
        {t("figures.computed", {
          time: format.clock(figures.computed_at),
          zone: figures.time_zone,
        })}
      </span>
    </div>
  );
}
