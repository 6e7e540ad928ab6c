/** What the map reads. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { Signal } from "../api/types";
import type { Period } from "./period";

export const journeyQuery = (id: string) =>
  queryOptions({
    queryKey: keys.journey(id),
    queryFn: ({ signal }) =>
      call(http.GET("/api/v1/journeys/{id}", { params: { path: { id } }, signal })),
  });

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: keys.versions(id),
    queryFn: ({ signal }) =>
      call(http.GET("/api/v1/journeys/{id}/versions", { params: { path: { id } }, signal })),
  });

export const versionQuery = (id: string, number: number) =>
  queryOptions({
    queryKey: keys.version(id, number),
    queryFn: ({ signal }) =>
      call(
        http.GET("/api/v1/journeys/{id}/versions/{number}", {
          params: { path: { id, number } },
          signal,
        }),
      ),
    // A published version never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });

export const figuresQuery = (id: string, period: Period, version: "draft" | "published") =>
  queryOptions({
    queryKey: keys.figures(id, { ...period, version }),
    queryFn: ({ signal }) =>
      call(
        http.GET("/api/v1/journeys/{id}/figures", {
          params: { path: { id }, query: { ...period, version } },
          signal,
        }),
      ),
    // The old figures stay, dimmed, while another period is read.
    placeholderData: keepPreviousData,
  });

export const unclaimedQuery = (id: string, period: Period) =>
  queryOptions({
    queryKey: keys.unclaimed(id, period),
    queryFn: ({ signal }) =>
      call(
        http.GET("/api/v1/journeys/{id}/unclaimed", {
          params: { path: { id }, query: { ...period, limit: 100 } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });

export const vocabularyQuery = queryOptions({
  queryKey: keys.vocabulary,
  queryFn: ({ signal }) => call(http.GET("/api/v1/vocabulary", { signal })),
});

/** The preview knows presets only; for chosen days it shows all time. */
export const previewQuery = (
  journey: string,
  touchpoint: string,
  signals: Signal[],
  period: Period,
) => {
  const body = {
    signals,
    journey_id: journey,
    touchpoint_id: touchpoint,
    period: "period" in period ? period.period : "all",
  };
  return queryOptions({
    queryKey: keys.preview(journey, body),
    queryFn: ({ signal }) => call(http.POST("/api/v1/signals/preview", { body, signal })),
    placeholderData: keepPreviousData,
  });
};
