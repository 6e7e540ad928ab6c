/** The live figures of a touchpoint, and the bar of who comes and who goes no further. */
import { Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import type { Touchpoint } from "../../../api/types";
import { useI18n } from "../../../i18n";
import { TOO_FEW } from "../../../i18n/format";
import { useShare } from "../../../ui/Figure";
import { useFigures } from "../figures";
import classes from "./Figures.module.css";

function Small(props: { label: string; tip: string; mark?: boolean; children: ReactNode }) {
  return (
    <div className={classes.small} data-tip={props.tip}>
      <dt data-lost={props.mark || undefined}>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

export function FiguresView({ touchpoint }: { touchpoint: Touchpoint }) {
  const { t, format } = useI18n();
  const { of, base: everyone, state, periodWords } = useFigures();
  const share = useShare();
  const figures = of(touchpoint.id);
  const period = { period: periodWords };
  if (touchpoint.signals.length === 0) return null;
  if (!figures) return state === "loading" ? <Skeleton height={72} /> : null;
  if (figures.interactions === 0) return <p className={classes.note}>{t("touchpoint.quiet")}</p>;
  const { customers, reach } = figures;
  const base = everyone ?? customers;
  return (
    <div data-figures>
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
        <Small label={t("figures.reach")} tip={t("figures.reach.def", period)}>
          {share(reach, base)}
        </Small>
        <Small label={t("figures.lost")} tip={t("figures.lost.def", period)} mark>
          {share(figures.lost, customers)}
        </Small>
        <Small label={t("figures.next")} tip={t("figures.next.def", period)}>
          {figures.median_seconds_to_next == null
            ? "–"
            : format.duration(figures.median_seconds_to_next)}
        </Small>
        <Small label={t("figures.interactions")} tip={t("figures.interactions.def", period)}>
          {format.number(figures.interactions)}
        </Small>
      </dl>
    </div>
  );
}
