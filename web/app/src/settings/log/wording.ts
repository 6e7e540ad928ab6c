/** The log's figures in words. Pure: what is said when, in both languages, is tested beside it. */
import type { LogSettings, LogStatus } from "../../api/types";
import type { I18n } from "../../i18n";

/** `busy`: upkeep has something to do and does it by itself. `faulty`: a person has to act. */
export type Verdict = "fine" | "busy" | "faulty";

export interface Health {
  verdict: Verdict;
  text: string;
}

/** “1,2 million d’interactions”: French joins millions by a preposition. */
export function rowsInWords(count: number, { n, t, format }: I18n): string {
  const thousands = Math.round(count / 1000) * 1000;
  if (thousands >= 1e6) return t("log.rows.millions", { count: format.about(count) });
  return n("log.rows", count < 10_000 ? count : thousands);
}

/** Rows in the database beyond this many thresholds: sealing has something to catch up with. */
const BEHIND = 3;

/** Rows that should long be in files; 0 as long as their number is an ordinary one. */
export function backlog(status: LogStatus, settings: LogSettings | undefined): number {
  if (!settings || status.hot_rows <= BEHIND * settings.seal_rows) return 0;
  return status.hot_rows;
}

/** Whether the log holds nothing at all. */
export function isEmpty(status: LogStatus): boolean {
  return status.hot_rows + status.sealed_rows === 0;
}

/**
 * How the log is, in one or two sentences. `faults` is what a check just found, null when nobody
 * asked. Merges and replaced files wait by design, so they alone make no verdict.
 */
export function health(
  status: LogStatus,
  settings: LogSettings | undefined,
  faults: number | null,
  i18n: I18n,
): Health {
  const { t, n, format } = i18n;
  const rows = rowsInWords(status.hot_rows + status.sealed_rows, i18n);
  const size =
    status.sealed_rows === 0
      ? t("log.health.hot", { rows })
      : status.hot_rows === 0
        ? n("log.health.sealed", status.segments, { rows })
        : t("log.health.mixed", { rows, hot: format.about(status.hot_rows) });
  const upkeep = !status.in_order || status.pending_erasures > 0 || backlog(status, settings) > 0;
  const verdict = faults ? "faulty" : upkeep ? "busy" : "fine";
  const word = faults
    ? n("log.verdict.faulty", faults)
    : t(upkeep ? "log.verdict.busy" : "log.verdict.fine");
  return { verdict, text: `${size} ${word}` };
}

/** What upkeep still has to do, most telling first; the backlog is the caller's, it has a link. */
export function pendingInWords(status: LogStatus, { t, n }: I18n): string[] {
  const said = [
    status.pending_erasures > 0 && n("log.pending.erasures", status.pending_erasures),
    !status.in_order && t("log.pending.joins"),
    status.pending_merges > 0 && n("log.pending.merges", status.pending_merges),
    status.replaced_files > 0 && n("log.pending.replaced", status.replaced_files),
  ];
  return said.filter((line) => line !== false);
}

/** The day before which a rule of `days` erases, as a calendar day: “2025-10-23”. */
export function erasedBefore(days: number, now: number): string {
  return new Date(now - days * 86_400_000).toISOString().slice(0, 10);
}

/** Days that a rule can be about; the server holds the same bounds. */
export const MOST_DAYS = 36_500;
