/** Figures, dates and durations in the reader's language. Pure; the hook is in index.tsx. */
import type { Language } from "../api/types";

const locales: Record<Language, string> = { fr: "fr-FR", en: "en-GB" };

const SECOND = 1;
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const DAYS_A_MONTH = 365.25 / 12;

/** Below this many customers a share says more about luck than about customers. */
export const TOO_FEW = 20;

export interface Format {
  /** 12 480 */
  number(value: number): string;
  /** 12,5 k, where there is no room for the whole number. */
  compact(value: number): string;
  /** As one says it in a sentence: 84 000, 1,2 million. Exact under ten thousand. */
  about(value: number): string;
  /** 0.312 → 31 % (one decimal under 10 %). */
  percent(share: number): string;
  /** The size of a change without its sign, which an arrow shows: −0.04 → 4 %. */
  change(share: number): string;
  /** The size of a difference of two shares in points: −0.021 → 2,1. */
  points(difference: number): string;
  /** An amount or a score, with its decimals. */
  value(value: number): string;
  /** A mean of counts, always with two decimals, so that a column of them lines up: 1,00. */
  mean(value: number): string;
  /** Seconds, in the one unit that fits: 4,1 j. */
  duration(seconds: number): string;
  /** 395 jours. */
  days(value: number): string;
  /** Days in the largest unit people count them in, rounded: 395 → 13 mois; none under a month. */
  span(days: number): string | null;
  /** "il y a 3 min"; nothing finer than a minute. */
  ago(iso: string, now?: number): string;
  date(iso: string): string;
  /** The month of a day: mars 2026. */
  month(iso: string): string;
  /** In the reader's own time zone, or in the one named. */
  dateTime(iso: string, zone?: string): string;
  time(iso: string): string;
  /** Hours and minutes only. */
  clock(iso: string): string;
  /** Two days as one range; both included. */
  range(from: string, to: string): string;
  bytes(value: number): string;
  list(items: string[]): string;
}

/** A calendar day ("2026-03-01") is not an instant: read it as noon UTC so that no zone moves it. */
function instant(iso: string): Date {
  return new Date(iso.length === 10 ? `${iso}T12:00:00Z` : iso);
}

export function createFormat(language: Language): Format {
  const locale = locales[language];
  const integer = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const compact = new Intl.NumberFormat(locale, {
    notation: "compact",
    maximumFractionDigits: 1,
  });
  const words = new Intl.NumberFormat(locale, {
    notation: "compact",
    compactDisplay: "long",
    maximumFractionDigits: 1,
  });
  const percent = (digits: number) =>
    new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: digits });
  const percents = [percent(0), percent(1)] as const;
  const twoDecimals = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const oneDecimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const month = new Intl.DateTimeFormat(locale, {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  const dayAndTime = { dateStyle: "medium", timeStyle: "short" } as const;
  const dateTime = new Intl.DateTimeFormat(locale, dayAndTime);
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "medium" });
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  const unit = (name: string, digits: number, unitDisplay: "short" | "long" = "short") =>
    new Intl.NumberFormat(locale, {
      style: "unit",
      unit: name,
      unitDisplay,
      maximumFractionDigits: digits,
    });

  return {
    number: (value) => integer.format(value),
    compact: (value) => compact.format(value),
    about(value) {
      if (value < 10_000) return integer.format(value);
      const thousands = Math.round(value / 1000) * 1000;
      return (thousands < 1e6 ? integer : words).format(thousands);
    },
    percent: (share) => percents[Math.abs(share) < 0.095 ? 1 : 0].format(share),
    change: (share) => percents[0].format(Math.abs(share)),
    value: (value) => (Number.isInteger(value) ? integer : twoDecimals).format(value),
    mean: (value) => twoDecimals.format(value),
    points: (difference) => oneDecimal.format(Math.abs(difference * 100)),
    duration(seconds) {
      if (seconds < MINUTE) return unit("second", 0).format(Math.round(seconds / SECOND));
      if (seconds < HOUR) return unit("minute", 0).format(seconds / MINUTE);
      if (seconds < DAY) return unit("hour", seconds < 10 * HOUR ? 1 : 0).format(seconds / HOUR);
      return unit("day", seconds < 10 * DAY ? 1 : 0).format(seconds / DAY);
    },
    days: (value) => unit("day", 0, "long").format(value),
    span(days) {
      const months = Math.round(days / DAYS_A_MONTH);
      if (days < 28) return null;
      if (months % 12 === 0) return unit("year", 0, "long").format(months / 12);
      return unit("month", 0, "long").format(months);
    },
    ago(iso, now = Date.now()) {
      const seconds = (instant(iso).getTime() - now) / 1000;
      const size = Math.abs(seconds);
      if (size < MINUTE) return language === "fr" ? "à l’instant" : "just now";
      if (size < HOUR) return relative.format(Math.round(seconds / MINUTE), "minute");
      if (size < DAY) return relative.format(Math.round(seconds / HOUR), "hour");
      if (size < 30 * DAY) return relative.format(Math.round(seconds / DAY), "day");
      // After a month a date says more; in French it needs its article: “vu le 3 mars”.
      const day = date.format(instant(iso));
      return language === "fr" ? `le ${day}` : day;
    },
    date: (iso) => (iso.length === 10 ? day : date).format(instant(iso)),
    month: (iso) => month.format(instant(iso)),
    dateTime: (iso, zone) =>
      (zone ? new Intl.DateTimeFormat(locale, { ...dayAndTime, timeZone: zone }) : dateTime).format(
        instant(iso),
      ),
    time: (iso) => time.format(instant(iso)),
    clock: (iso) => clock.format(instant(iso)),
    range: (from, to) => day.formatRange(instant(from.slice(0, 10)), instant(to.slice(0, 10))),
    bytes(value) {
      // Sizes of a single thing differ by less than a byte.
      if (value < 1000) return unit("byte", value < 100 ? 1 : 0, "long").format(value);
      if (value < 1e6) return unit("kilobyte", 0).format(value / 1e3);
      if (value < 1e9) return unit("megabyte", 1).format(value / 1e6);
      return unit("gigabyte", 1).format(value / 1e9);
    },
    list: (items) => list.format(items),
  };
}
