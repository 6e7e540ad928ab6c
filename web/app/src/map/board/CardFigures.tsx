/**
 * The six figures of a card, and a bar: as long as the share that comes here, its end in another
 * colour for the share of them that goes no further. Their definitions open on hover here; the
 * panel, one key away, has the same figures with definitions that open on focus. Fifteen cards
 * with six tab stops each would bury the map for keyboards.
 */
import { Skeleton, Tooltip } from "@mantine/core";
import type { ReactNode } from "react";
import type { Touchpoint } from "../../api/types";
import { useI18n } from "../../i18n";
import { TOO_FEW } from "../../i18n/format";
import { isTrend, Trend, useShare } from "../../ui/Figure";
import { useMap } from "../context";
import classes from "./TouchpointCard.module.css";

function Small(props: {
  label: string;
  definition: string;
  /** The colour of this figure in the bar. */
  mark?: string;
  children: ReactNode;
}) {
  return (
    <Tooltip label={props.definition}>
      <div className={classes.small}>
        <dt className={props.mark}>{props.label}</dt>
        <dd>{props.children}</dd>
      </div>
    </Tooltip>
  );
}

export function CardFigures({ touchpoint }: { touchpoint: Touchpoint }) {
  const { t, n, format } = useI18n();
  const {
    figures: journeyFigures,
    figuresState,
    touchpointFigures,
    editable,
    periodWords,
  } = useMap();
  const share = useShare();
  const figures = touchpointFigures(touchpoint.id);
  const period = { period: periodWords };

  if (touchpoint.signals.length === 0) {
    return (
      <p className={classes.note}>
        {editable ? t("touchpoint.connect") : t("touchpoint.no_signal")}
      </p>
    );
  }
  if (!figures) {
    return figuresState === "loading" ? <Skeleton height={98} mt={8} /> : null;
  }
  if (figures.interactions === 0) {
    return <p className={classes.note}>{t("touchpoint.quiet")}</p>;
  }
  const { customers, reach } = figures;
  const base = journeyFigures?.customers ?? customers;
  return (
    <>
      <div className={classes.main}>
        <Tooltip label={t("figures.customers.touchpoint.def", period)}>
          <span className={classes.customers}>{n("figures.customers", customers)}</span>
        </Tooltip>
        {isTrend(figures.trend) && (
          <Tooltip label={t("figures.trend.def", { before: figures.customers_before ?? 0 })}>
            <span>
              <Trend change={figures.trend} text={format.change(figures.trend)} />
            </span>
          </Tooltip>
        )}
      </div>
      <div className={classes.track} aria-hidden="true">
        {reach != null && base >= TOO_FEW && (
          <div className={classes.bar} style={{ width: `${Math.min(100, reach * 100)}%` }}>
            {figures.lost != null && customers >= TOO_FEW && (
              <div className={classes.lost} style={{ width: `${figures.lost * 100}%` }} />
            )}
          </div>
        )}
      </div>
      <dl className={classes.row}>
        <Small label={t("figures.reach")} definition={t("figures.reach.def", period)}>
          {share(reach, base)}
        </Small>
        <Small
          label={t("figures.lost")}
          definition={t("figures.lost.def", period)}
          mark={classes.lostMark}
        >
          {share(figures.lost, customers)}
        </Small>
        <Small label={t("figures.next")} definition={t("figures.next.def", period)}>
          {figures.median_seconds_to_next == null
            ? "–"
            : format.duration(figures.median_seconds_to_next)}
        </Small>
      </dl>
      <Tooltip label={t("figures.interactions.def", period)}>
        <span className={classes.interactions}>
          {n("figures.interactions", figures.interactions)}
        </span>
      </Tooltip>
    </>
  );
}
