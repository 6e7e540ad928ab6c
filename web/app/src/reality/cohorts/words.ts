/** What rows and cells of cohorts are called, and what the whole says. */
import { useI18n } from "../../i18n";
import { useReality } from "../context";
import type { Grid, HeatCell, HeatRow } from "./grid";
import { told } from "./grid";
import { everyOf } from "./query";

/** How far on a later period is told beside the next: a quarter, or four weeks. */
const LATER = { month: 3, week: 4 } as const;

export function useCohortWords() {
  const { t, n, format } = useI18n();
  const { search, places } = useReality();
  const every = everyOf(search);
  const dated = search.rows === undefined;
  const name = (id: string | undefined) => places.find((place) => place.id === id)?.name;
  const start = name(search.start);
  const back = name(search.back);
  const row = ({ name, open }: HeatRow) => {
    const mark = open ? "~" : "";
    if (name === null) return t("reality.cohorts.without");
    if (!dated) return name;
    return mark + (every === "month" ? format.month(name) : format.date(name));
  };
  const after = (offset: number) =>
    offset === 0 ? t(`reality.cohorts.same.${every}`) : n(`reality.cohorts.after.${every}`, offset);
  /** The head of a column: the first says the unit for all. */
  const head = (offset: number) => {
    if (offset === 1) return t(`reality.cohorts.first.${every}`);
    return offset === 0 ? "0" : `+${offset}`;
  };
  const share = (cell: HeatCell) => {
    if (cell.few) return t("common.too_few");
    return `${cell.open ? "~" : ""}${format.percent(cell.share)}`;
  };
  const cell = (of: HeatRow, offset: number, found: HeatCell) =>
    t("reality.cohorts.cell", {
      row: row(of),
      after: after(offset),
      customers: found.customers,
      of: found.of,
      share: share(found),
    });
  const says = (grid: Grid): string | null => {
    const found = told(grid, LATER[every]);
    if (!found) return null;
    const who = start ? t("reality.cohorts.who.start", { start }) : t("reality.cohorts.who.any");
    const comes = back ? t("reality.cohorts.comes.back", { back }) : t("reality.cohorts.comes.any");
    const vars = { next: format.percent(found.next), who, comes };
    return found.later
      ? t(`reality.cohorts.says.${every}.later`, {
          ...vars,
          later: format.percent(found.later.share),
          after: after(found.later.offset),
        })
      : t(`reality.cohorts.says.${every}`, vars);
  };
  return { every, dated, row, after, head, share, cell, says };
}
