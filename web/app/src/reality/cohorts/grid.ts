/** A report of cohorts as the rows and columns of a heat map. */
import { TOO_FEW } from "../../i18n/format";
import type { CohortsReport } from "./query";

export interface HeatCell {
  customers: number;
  of: number;
  share: number;
  /** Of too few customers to say a share. */
  few: boolean;
  /** Its period is not over, or only a part of it was looked at: the share may still grow. */
  open: boolean;
}

export interface HeatRow {
  name: string | null;
  customers: number;
  /** Of too few customers to say anything. */
  few: boolean;
  /** Only a part of the period in which they began was looked at. */
  open: boolean;
  /** One a column; null where that period is yet to come. */
  cells: (HeatCell | null)[];
}

export interface Grid {
  /** Periods since the begin. That of the begin is left out where by definition all are there. */
  columns: number[];
  rows: HeatRow[];
  /** Of all cohorts whose period is over, by column; null of too few customers. */
  average: (number | null)[];
  /** The highest share shown. */
  top: number;
}

/** `dated`: cohorts are of periods, so that the period of each cell is known. */
export function gridOf(report: CohortsReport, dated: boolean): Grid {
  const { periods, cohorts } = report;
  const open = (begun: number, offset: number) => {
    const at = dated ? begun + offset : offset;
    // Cohorts of all periods together: only their last column is of a period that runs, and of it alone.
    if (!dated && offset < periods.length - 1) return false;
    return periods[at]?.complete === false;
  };
  const trivial = cohorts.every(({ retained }) => (retained[0]?.share ?? 1) === 1);
  const length = Math.max(0, ...cohorts.map(({ retained }) => retained.length));
  const columns = Array.from({ length }, (_, offset) => offset).slice(trivial ? 1 : 0);
  const rows = cohorts.map(({ name, customers, retained }): HeatRow => {
    const begun = periods.findIndex(({ first_day }) => first_day === name);
    const cell = (offset: number): HeatCell | null => {
      const found = retained[offset];
      if (!found) return null;
      const { customers, of, share } = found;
      return { customers, of, share, few: of < TOO_FEW, open: open(begun, offset) };
    };
    const part = dated && periods[begun]?.complete === false;
    const few = customers < TOO_FEW;
    return { name: name ?? null, customers, few, open: part, cells: columns.map(cell) };
  });
  const average = columns.map((_, column) => {
    const over = rows.flatMap(({ cells }) => cells[column] ?? []).filter((cell) => !cell.open);
    const of = over.reduce((sum, cell) => sum + cell.of, 0);
    return of < TOO_FEW ? null : over.reduce((sum, cell) => sum + cell.customers, 0) / of;
  });
  const shown = rows
    .flatMap(({ cells }) => cells)
    .filter((cell) => cell && !cell.few && !cell.open);
  const top = Math.max(0, ...shown.map((cell) => cell?.share ?? 0));
  return { columns, rows, average, top };
}

export interface Told {
  /** Share that comes back in the period after the begin. */
  next: number;
  /** A later one worth telling beside it. */
  later: { share: number; offset: number } | null;
}

/** What the average says in a sentence: the next period, and one further on. */
export function told({ columns, average }: Grid, wanted: number): Told | null {
  const at = (offset: number) => average[columns.indexOf(offset)] ?? null;
  const next = at(1);
  if (next === null) return null;
  const last = columns.findLast((offset) => offset > 1 && offset <= wanted && at(offset) !== null);
  const share = last === undefined ? null : at(last);
  return { next, later: last === undefined || share === null ? null : { share, offset: last } };
}
