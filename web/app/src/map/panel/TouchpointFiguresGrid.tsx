/** The figures of the card again, with definitions that a keyboard reaches. */
import { Skeleton } from "@mantine/core";
import type { Touchpoint } from "../../api/types";
import { useI18n } from "../../i18n";
import { TOO_FEW } from "../../i18n/format";
import { Figure, Trend, useShare } from "../../ui/Figure";
import { useMap } from "../context";
import classes from "./Panel.module.css";

export function TouchpointFiguresGrid({ touchpoint }: { touchpoint: Touchpoint }) {
  const { t, format } = useI18n();
  const { figures: journey, figuresState, touchpointFigures, periodWords } = useMap();
  const share = useShare();
  const figures = touchpointFigures(touchpoint.id);
  const period = { period: periodWords };
  if (!figures) return figuresState === "loading" ? <Skeleton height={96} /> : null;
  const base = journey?.customers ?? figures.customers;
  const few = (count: number) => (count < TOO_FEW ? ` ${t("common.too_few.why")}` : "");
  return (
    <div className={classes.figures}>
      <Figure
        label={t("figures.customers")}
        definition={t("figures.customers.touchpoint.def", period)}
        value={format.number(figures.customers)}
        aside={
          figures.trend != null && (
            <Trend change={figures.trend} text={format.change(figures.trend)} />
          )
        }
      />
      <Figure
        label={t("figures.interactions")}
        definition={t("figures.interactions.def", period)}
        value={format.number(figures.interactions)}
      />
      <Figure
        label={t("figures.reach")}
        definition={t("figures.reach.def", period) + few(base)}
        value={share(figures.reach, base)}
      />
      <Figure
        label={t("figures.lost")}
        definition={t("figures.lost.def", period) + few(figures.customers)}
        value={share(figures.lost, figures.customers)}
      />
      <Figure
        label={t("figures.next")}
        definition={t("figures.next.def", period)}
        value={
          figures.median_seconds_to_next == null
            ? "–"
            : format.duration(figures.median_seconds_to_next)
        }
      />
    </div>
  );
}
