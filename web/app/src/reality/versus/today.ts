/** From which day on periods are counted back. */
import { queryOptions } from "@tanstack/react-query";
import { call, http } from "../../api/client";
import { keys } from "../../api/keys";
import { daysOf } from "../../map/period";

/** The calendar day it is where figures are counted: the server’s zone, not the reader’s. */
export const todayQuery = (journey: string) =>
  queryOptions({
    queryKey: [...keys.allFigures, "today", journey],
    queryFn: async ({ signal }) => {
      const figures = await call(
        http.GET("/api/v1/journeys/{id}/figures", {
          params: { path: { id: journey }, query: { period: "1d" } },
          signal,
        }),
      );
      return daysOf(figures).to;
    },
  });
