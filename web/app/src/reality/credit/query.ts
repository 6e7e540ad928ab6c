/** What conversions are owed to, and what customers will be worth. */
import { queryOptions } from "@tanstack/react-query";
import { call, http } from "../../api/client";
import type { components } from "../../api/schema";
import type { Journey } from "../../api/types";
import { ordersOf } from "../goals";
import { namesOf, placesOf, type Question, reportKey, still, written } from "../queries";
import { idsOf, listOf, type RealitySearch } from "../search";

export type Attribution = components["schemas"]["AttributionReport"];
export type Touch = components["schemas"]["NamedTouch"];
export type Lifetime = components["schemas"]["LifetimeReport"];
export type RfmGroup = components["schemas"]["RfmGroup"];

/** What is asked of attribution, beside the question that all reports share. */
export const attributionAsked = (search: RealitySearch, goal: string) => ({
  goal,
  touches: search.touches,
  window: search.window,
});

export const attributionQuery = (question: Question, search: RealitySearch, goal: string) => {
  const asked = attributionAsked(search, goal);
  return queryOptions({
    queryKey: reportKey("attribution", { ...question, ...asked }),
    queryFn: ({ signal }) =>
      call(
        http.GET("/api/v1/reports/attribution", {
          params: { query: { ...question, ...asked } },
          signal,
        }),
      ),
    ...still,
  });
};

/** The touchpoints that are orders: chosen, or those the map marks so; none while it has none. */
export function ordersChosen(journey: Journey, search: RealitySearch) {
  const touchpoints = placesOf(journey, undefined);
  const chosen = search.orders === undefined ? ordersOf(journey) : idsOf(search.orders);
  const ids = chosen.filter((id) => touchpoints.some((place) => place.id === id));
  return { ids, orders: written(namesOf(touchpoints, listOf(ids))) };
}

/** Whom to name. */
const TOP = 5;

/**
 * Asked of all orders there ever were: a customer whose first order lies before the period would
 * look new, and one who buys once a year would look gone. And of touchpoints: an order is one, never
 * a whole stage, so that filters by stage have no meaning here.
 */
export function lifetimeQuestion(question: Question) {
  const { through, not_through, in_order, ...rest } = question;
  const filters = question.by === "stage" ? {} : { through, not_through, in_order };
  return {
    ...rest,
    ...filters,
    period: "all",
    from: undefined,
    to: undefined,
    by: "touchpoint" as const,
    cases: undefined,
  };
}

export const lifetimeQuery = (
  question: ReturnType<typeof lifetimeQuestion>,
  orders: string,
  months: number,
) => {
  const asked = { orders, months, top: TOP };
  return queryOptions({
    queryKey: reportKey("lifetime-value", { ...question, ...asked }),
    queryFn: ({ signal }) =>
      call(
        http.GET("/api/v1/reports/lifetime-value", {
          params: { query: { ...question, ...asked } },
          signal,
        }),
      ),
    ...still,
  });
};
