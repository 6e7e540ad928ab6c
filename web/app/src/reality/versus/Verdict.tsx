/** A difference in words: how many points, between which bounds, or that nothing can be told. */
import { useI18n } from "../../i18n";
import { Defined } from "../../ui/Figure";
import type { Difference } from "./difference";
import classes from "./Versus.module.css";

/** Signed points as one reads them: +7,2 or −3. Always with its sign: it means what colour means. */
export function usePoints() {
  const { format } = useI18n();
  return (value: number): string => {
    const size = format.points(value);
    const sign = value > 0 ? "+" : "−";
    return Number.parseFloat(size.replace(",", ".")) === 0 ? "0" : `${sign}${size}`;
  };
}

/** The same as a sentence without marks of its own, for titles and tables that are read aloud. */
export function useDifferenceWords() {
  const { t } = useI18n();
  const points = usePoints();
  return ({ value, low, high, verdict }: Difference): string => {
    if (verdict === "few" || value === null) return t("versus.few");
    const said = t("versus.points", { points: points(value) });
    const between = t("versus.between", { low: points(low), high: points(high) });
    return `${said} (${between}), ${t(`versus.is.${verdict}`)}`;
  };
}

export function Verdict({ of, short = false }: { of: Difference; short?: boolean }) {
  const { t } = useI18n();
  const points = usePoints();
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
        {t("versus.points", { points: points(value) })}
      </span>{" "}
      <span className={classes.quiet}>
        ({t("versus.between", { low: points(low), high: points(high) })})
        {!short && ` · ${t(`versus.is.${verdict}`)}`}
      </span>
    </Defined>
  );
}
