/** What the server says of all journeys at once. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import createClient from "openapi-fetch";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { JourneySummary } from "../api/types";

export type Health = "good" | "watch" | "bad" | "unknown";

export interface Evidence {
  nothing: number;
  believed: number;
  partly_measured: number;
  measured: number;
}

export interface AtlasEntry {
  id: string;
  customers: number;
  goal_share: number | null;
  goal_share_before: number | null;
  evidence: Evidence;
  health: Health;
  parents: { id: string; name: string }[];
}

/** The names of teams are gathered from the maps changed last; more would only repeat them. */
const MAPS_READ = 12;

export interface Attention {
  touchpoint_id: string;
  name: string;
  journey: { id: string; name: string };
  stage: string;
  owning_team: string;
  reviewed_at: string | null;
  reviewed_by: string | null;
  stale: boolean;
}

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

interface Atlas {
  items: AtlasEntry[];
}
interface AttentionPage {
  items: Attention[];
  next?: string | null;
}

/** Reads an address that the API document does not list yet. */
async function read<T>(path: string, signal: AbortSignal): Promise<T> {
  const client = createClient<Record<string, { get: { responses: { 200: unknown } } }>>({
    baseUrl: "/",
  });
  return (await call(client.GET(path as never, { signal } as never) as never)) as T;
}

/** Figures of all journeys, by id. Starts with `figures`: new interactions make it stale. */
export const atlasQuery = queryOptions({
  queryKey: [...keys.allFigures, "atlas"],
  queryFn: async ({ signal }) => {
    const { items } = await read<Atlas>("/api/v1/atlas", signal);
    return new Map(items.map((entry) => [entry.id, entry]));
  },
});

export const attentionQuery = (journey: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [...keys.journeys, "attention", journey ?? null],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams();
      if (journey) query.set("journey", journey);
      if (pageParam) query.set("cursor", pageParam);
      return read<AttentionPage>(`/api/v1/attention?${query}`, signal);
    },
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
