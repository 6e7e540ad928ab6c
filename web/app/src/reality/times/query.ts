/** How long it takes from one place to another. */
import { queryOptions } from "@tanstack/react-query";
import { call, http } from "../../api/client";
import type { components } from "../../api/schema";
import { type Place, type Question, reportKey, still, written } from "../queries";

export type Durations = components["schemas"]["DurationsReport"];

/** From what to what. */
export const durationsAsked = (from: Place, to: Place) => ({
  start: written([from.name]) ?? "",
  goal: written([to.name]) ?? "",
});

export const durationsQuery = (question: Question, from: Place, to: Place) => {
  const asked = durationsAsked(from, to);
  return queryOptions({
    queryKey: reportKey("durations", { ...question, ...asked }),
    queryFn: ({ signal }) =>
      call(
        http.GET("/api/v1/reports/durations", {
          params: { query: { ...question, ...asked } },
          signal,
        }),
      ),
    ...still,
  });
};
