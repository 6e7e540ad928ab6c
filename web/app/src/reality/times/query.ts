/** How long it takes from one place to another. */
import { queryOptions } from "@tanstack/react-query";
import { call, http } from "../../api/client";
import type { components } from "../../api/schema";
import { type Place, type Question, reportKey, still, written } from "../queries";

export type Durations = components["schemas"]["DurationsReport"];

export const durationsQuery = (question: Question, from: Place, to: Place) => {
  const start = written([from.name]) ?? "";
  const goal = written([to.name]) ?? "";
  return queryOptions({
    queryKey: reportKey("durations", { ...question, start, goal }),
    queryFn: ({ signal }) =>
      call(
        http.GET("/api/v1/reports/durations", {
          params: { query: { ...question, start, goal } },
          signal,
        }),
      ),
    ...still,
  });
};
