/** A difference in words: how many points, between which bounds, or that nothing can be told. */
import { useCallback } from "react";
import { useI18n } from "../../i18n";
import { Defined } from "../../ui/Figure";
import type { Difference } from "./difference";
import classes from "./Versus.module.css";

/**
 * Signed points as one reads them: +7,2 or −3. Always with its sign: it means what colour means.
 * The same function as long as the language is the same.
 */
export function usePoints() {
  const { format } = useI18n();
  return useCallback(
    (value: number): string => {
      const size = Math.abs(value * 100);
      if (size < 0.005) return "0";
      // A bound next to zero that is written as zero would contradict what is said of it.
      return `${value > 0 ? "+" : "−"}${size < 0.05 ? format.mean(size) : format.points(value)}`;
    },
    [format],
  );
}

/** Points with their unit: +1 point, +7,2 points. */
export function usePointsOf() {
  const { n } = useI18n();
  const points = usePoints();
  return useCallback(
    // One or many by what is read, not by what was rounded away.
    (value: number): string =>
      n("versus.points", Math.round(Math.abs(value) * 1000) / 10, { points: points(value) }),
    [n, points],
  );
}

/** The same as a sentence without marks of its own, for titles and tables that are read aloud. */
export function useDifferenceWords() {
  const { t } = useI18n();
  const points = usePoints();
  const pointsOf = usePointsOf();
  return useCallback(
    ({ value, low, high, verdict }: Difference): string => {
      if (verdict === "few" || value === null) return t("versus.few");
      const between = t("versus.between", { low: points(low), high: points(high) });
      return `${pointsOf(value)} (${between}), ${t(`versus.is.${verdict}`)}`;
    },
    [t, points, pointsOf],
  );
}

export function Verdict({ of, short = false }: { of: Difference; short?: boolean }) {
  const { t } = useI18n();
  const points = usePoints();
  const pointsOf = usePointsOf();
  const { value, low, high, verdict } = of;
  if (verdict === "few" || value === null) {
    return (
      <Defined definition={t("versus.few.why")} className={classes.quiet}>
        {t("versus.few")}
      </Defined>
    );
  }
  return (
    <Defined definition={t("versus.interval.why")} className={classes.verdict}>
      <span className={classes.points} data-verdict={verdict}>
        {pointsOf(value)}
      </span>{" "}
      <span className={classes.quiet}>
        ({t("versus.between", { low: points(low), high: points(high) })})
        {!short && ` · ${t(`versus.is.${verdict}`)}`}
      </span>
    </Defined>
  );
}
