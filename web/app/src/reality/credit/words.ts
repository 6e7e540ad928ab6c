/** What touches and credits are called. */
import { useI18n } from "../../i18n";
import type { CreditModel } from "../search";
import { creditOf, type Unit } from "./models";
import type { Attribution, Touch } from "./query";

export function useCreditWords(report: Attribution, unit: Unit) {
  const { t, word, format } = useI18n();
  const name = (of: string) => (report.touches_are === "channel" ? word("channel", of) : of);
  const credit = (touch: Touch, model: CreditModel) => {
    const value = creditOf(report, touch, model, unit);
    if (unit === "share") return format.percent(value);
    // A tenth of a conversion is one shared by ten: it says something only among few.
    return unit === "conversions" && value < 10 ? format.compact(value) : format.number(value);
  };
  /** `null` seconds: however long. */
  const window =
    report.window_seconds == null
      ? t("reality.credit.window.all")
      : format.duration(report.window_seconds);
  return { name, credit, window };
}
