/**
 * What is compared with: another period or another segment, as the address has it. `previous` and `year`
 * shift the days, `channel:web` and `property:device=desktop` say who. Pure.
 */
import { type RealitySearch, realityPeriod } from "../search";

const DAY_MS = 86_400_000;
const DAYS = { "7d": 7, "30d": 30, "90d": 90, "365d": 365 } as const;

const dayOf = (moment: number) => new Date(moment).toISOString().slice(0, 10);
const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);

/** The days looked at, both included; none for all of time. */
export function daysOf(search: RealitySearch, today: string): { from: string; to: string } | null {
  const period = realityPeriod(search);
  if ("from" in period) return period;
  if (period.period === "all") return null;
  return { from: dayOf(noon(today) - (DAYS[period.period] - 1) * DAY_MS), to: today };
}

/** The same days of the year before; 29 February falls on the day before it. */
function yearBefore(day: string): string {
  const before = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  return before.endsWith("-02-29") ? before.replace("-29", "-28") : before;
}

/** What the other side is asked; none where `vs` says nothing that makes sense. */
export function otherSide(search: RealitySearch, today: string): RealitySearch | null {
  const { vs } = search;
  if (vs === undefined) return null;
  const days = daysOf(search, today);
  if (vs === "previous" && days) {
    const length = noon(days.to) - noon(days.from) + DAY_MS;
    return {
      ...search,
      period: undefined,
      from: dayOf(noon(days.from) - length),
      to: dayOf(noon(days.from) - DAY_MS),
    };
  }
  if (vs === "year" && days) {
    return {
      ...search,
      period: undefined,
      from: yearBefore(days.from),
      to: yearBefore(days.to),
    };
  }
  const [sort, value] = [vs.slice(0, vs.indexOf(":")), vs.slice(vs.indexOf(":") + 1)];
  if (sort === "channel" && value) return { ...search, channel: value };
  if (sort === "property" && value.includes("=")) return { ...search, property: value };
  return null;
}
