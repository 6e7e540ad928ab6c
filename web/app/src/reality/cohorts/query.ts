/** Who came back, by when or with what they began. */
import { queryOptions } from "@tanstack/react-query";
import { call, http } from "../../api/client";
import type { components } from "../../api/schema";
import { namesOf, type Place, type Question, reportKey, still, written } from "../queries";
import { type RealitySearch, realityPeriod } from "../search";

export type CohortsReport = components["schemas"]["CohortsReport"];
export type Every = "week" | "month";

const DAY = 86_400_000;
/** From how many days on weeks are too many to look at. */
const MONTHS_FROM = 120;

/** How long a period is, unless the address says: weeks of a season, months of a year. */
export function everyOf(search: RealitySearch): Every {
  if (search.every) return search.every;
  const period = realityPeriod(search);
  if ("period" in period) {
    return Number.parseInt(period.period, 10) < MONTHS_FROM ? "week" : "month";
  }
  const days = (Date.parse(period.to) - Date.parse(period.from)) / DAY;
  return days < MONTHS_FROM ? "week" : "month";
}

/** What the address asks of cohorts, beside the question that all reports share. */
export function cohortsAsked(search: RealitySearch, places: readonly Place[]) {
  return {
    every: everyOf(search),
    start: written(namesOf(places, search.start)),
    back: written(namesOf(places, search.back)),
    by_first: search.rows === "first" ? true : undefined,
    split_by: search.rows?.startsWith("property:")
      ? search.rows.slice("property:".length)
      : undefined,
  };
}

export const cohortsQuery = (question: Question, asked: ReturnType<typeof cohortsAsked>) =>
  queryOptions({
    queryKey: reportKey("cohorts", { ...question, ...asked }),
    queryFn: ({ signal }) =>
      call(
        http.GET("/api/v1/reports/cohorts", {
          params: { query: { ...question, ...asked } },
          signal,
        }),
      ),
    ...still,
  });
