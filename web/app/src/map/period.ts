/** The period of the figures, as the address and the API write it. */

export const presets = ["7d", "30d", "90d", "365d", "all"] as const;
export type Preset = (typeof presets)[number];

/** Either a preset or two days, both included. */
export type Period = { period: Preset } | { from: string; to: string };

export const DEFAULT_PERIOD: Preset = "30d";

/** Whether anything lies before it. */
export const hasBefore = (period: Period): boolean => "from" in period || period.period !== "all";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const isPreset = (value: unknown): value is Preset => presets.includes(value as Preset);

function isDay(value: unknown): value is string {
  return typeof value === "string" && DAY.test(value) && !Number.isNaN(Date.parse(value));
}

/** What of an address is a period; anything else is dropped, so that a wrong link still opens. */
export function readPeriod(search: { period?: unknown; from?: unknown; to?: unknown }): {
  period?: Preset;
  from?: string;
  to?: string;
} {
  if (isDay(search.from) && isDay(search.to) && search.from <= search.to) {
    return { from: search.from, to: search.to };
  }
  return isPreset(search.period) ? { period: search.period } : {};
}

/** The calendar day of a moment in a time zone: "2026-03-01". */
function dayOf(moment: number, zone: string): string {
  // Swedish writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(moment);
}

/** The days, both included, of a period from its first moment to the first moment after it. */
export function daysOf(span: { from?: string | null; to?: string | null; time_zone: string }): {
  from: string;
  to: string;
} {
  return {
    from: span.from ? dayOf(Date.parse(span.from), span.time_zone) : "",
    to: span.to ? dayOf(Date.parse(span.to) - 1, span.time_zone) : "",
  };
}

/** The period to ask the API for, with the default filled in. */
export function periodOf(search: { period?: unknown; from?: unknown; to?: unknown }): Period {
  const { period, from, to } = readPeriod(search);
  return from && to ? { from, to } : { period: period ?? DEFAULT_PERIOD };
}
