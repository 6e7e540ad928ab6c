/** Calendar days of a period, and those it is compared with. Pure; days are `YYYY-MM-DD`. */
import type { Period } from "../../map/period";

export interface Days {
  from: string;
  to: string;
}

const DAY = 86_400_000;

/** A calendar day has no time zone: it is counted at UTC. */
const number = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY;
const written = (number: number) => new Date(number * DAY).toISOString().slice(0, 10);

/** The days a period means, both included; none for all time, or until it is known what day it is. */
export function daysIn(period: Period, today: string | undefined): Days | undefined {
  if ("from" in period) return period;
  if (!today) return undefined;
  const count = Number.parseInt(period.period, 10);
  return Number.isNaN(count) ? undefined : { from: written(number(today) - count + 1), to: today };
}

/** How many days a period has; none for all time. */
export function lengthOf(period: Period): number | undefined {
  if ("from" in period) return number(period.to) - number(period.from) + 1;
  const count = Number.parseInt(period.period, 10);
  return Number.isNaN(count) ? undefined : count;
}

/** As many days, right before. */
export function daysBefore({ from, to }: Days): Days {
  const count = number(to) - number(from) + 1;
  return { from: written(number(from) - count), to: written(number(from) - 1) };
}

/** The same dates a year earlier; 29 February becomes the 28th. */
export function yearBefore({ from, to }: Days): Days {
  const earlier = (day: string) => {
    const year = String(Number(day.slice(0, 4)) - 1).padStart(4, "0");
    const date = day.slice(4) === "-02-29" ? "-02-28" : day.slice(4);
    return year + date;
  };
  return { from: earlier(from), to: earlier(to) };
}
