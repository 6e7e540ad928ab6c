/** Compared flows as a table to take along. */
import { useI18n } from "../../../i18n";
import type { CellValue } from "../../picture/csv";
import { useDifferenceColumns } from "../../versus/columns";
import { shareOf } from "../../versus/difference";
import type { Passage } from "./join";

export function useFlowRows(passages: readonly Passage[]): () => CellValue[][] {
  const { t } = useI18n();
  const difference = useDifferenceColumns();
  const of = (name: string, side: "A" | "B") => t("versus.csv.side", { of: name, side });
  return () => [
    [
      t("reality.csv.from"),
      t("reality.csv.to"),
      ...(["A", "B"] as const).flatMap((side) => [
        of(t("versus.csv.at_start"), side),
        of(t("reality.csv.customers"), side),
        of(t("reality.csv.share"), side),
        of(t("reality.csv.median"), side),
      ]),
      ...difference.heads,
    ],
    ...passages.map((passage) => [
      passage.from,
      passage.to,
      ...([passage.a, passage.b] as const).flatMap(({ base, customers, median }) => [
        base,
        customers,
        shareOf({ hits: customers, of: base }),
        median,
      ]),
      ...difference.cells(passage.difference),
    ]),
  ];
}
