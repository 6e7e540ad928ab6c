/** What a difference says in a table to take along. */
import { useI18n } from "../../i18n";
import type { CellValue } from "../picture/csv";
import type { Difference } from "./difference";

const hundredths = (share: number) => Math.round(share * 10_000) / 100;

/** The columns of a difference, after those of both sides. */
export function useDifferenceColumns() {
  const { t } = useI18n();
  return {
    heads: [
      t("versus.csv.difference"),
      t("versus.csv.low"),
      t("versus.csv.high"),
      t("versus.csv.verdict"),
    ],
    cells: ({ value, low, high, verdict }: Difference): CellValue[] =>
      // Bounds of too few would be believed, once they stand in a table.
      verdict === "few" || value === null
        ? [null, null, null, t("versus.few")]
        : [hundredths(value), hundredths(low), hundredths(high), t(`versus.is.${verdict}`)],
  };
}
