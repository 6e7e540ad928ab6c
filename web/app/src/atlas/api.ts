/** What the server says of all journeys at once. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { components } from "../api/schema";
import type { JourneySummary } from "../api/types";

type Schemas = components["schemas"];
export type AtlasEntry = Schemas["AtlasEntry"];
export type Health = Schemas["Health"];
export type EvidenceCounts = Schemas["EvidenceCounts"];
export type Neglected = Schemas["Neglected"];
export type About = "stale" | "without_owner";

/** The names of teams are gathered from the maps changed last; more would only repeat them. */
const MAPS_READ = 12;

/** Every journey: an atlas with a second page would hide what it is for. */
export const allJourneysQuery = queryOptions({
  queryKey: [...keys.journeys, "all"],
  queryFn: async ({ signal }): Promise<JourneySummary[]> => {
    const all: JourneySummary[] = [];
    let cursor: string | undefined;
    do {
      const page = await call(
        http.GET("/api/v1/journeys", { params: { query: { cursor, limit: 200 } }, signal }),
      );
      all.push(...page.items);
      cursor = page.next ?? undefined;
    } while (cursor);
    return all;
  },
});

/** Figures of all journeys, by id. Starts with `figures`: new interactions make it stale. */
export const atlasQuery = queryOptions({
  queryKey: [...keys.allFigures, "atlas"],
  queryFn: async ({ signal }) => {
    const { items } = await call(http.GET("/api/v1/atlas", { signal }));
    return new Map(items.map((entry) => [entry.id, entry]));
  },
});

/** Touchpoints that nobody answers for or read again, the longest neglected first. */
export const attentionQuery = (journey_id: string | undefined, about: About | undefined) =>
  infiniteQueryOptions({
    queryKey: [...keys.journeys, "attention", journey_id ?? null, about ?? null],
    queryFn: ({ pageParam, signal }) =>
      call(
        http.GET("/api/v1/attention", {
          params: { query: { journey_id, about, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    select: (data) => data.pages.flatMap((page) => page.items),
  });

/** Teams that answer for something already. There is no list of teams: their names stand on maps. */
export const teamsQuery = queryOptions({
  queryKey: [...keys.journeys, "teams"],
  queryFn: async ({ client, signal }) => {
    const journeys = await client.ensureQueryData(allJourneysQuery);
    const maps = await Promise.all(
      journeys
        .slice(0, MAPS_READ)
        .map(({ id }) =>
          call(http.GET("/api/v1/journeys/{id}", { params: { path: { id } }, signal })),
        ),
    );
    const names = maps.flatMap(({ stages }) =>
      stages.flatMap(({ touchpoints }) => touchpoints.map((touchpoint) => touchpoint.owning_team)),
    );
    return [...new Set(names.filter(Boolean))];
  },
});
