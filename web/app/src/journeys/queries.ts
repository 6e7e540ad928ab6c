/** What the list of journeys reads, and which journey “/” opens. */
import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { Language } from "../api/types";

/** The first page: enough for menus; the list page reads on. */
export const journeysQuery = queryOptions({
  queryKey: keys.journeys,
  queryFn: ({ signal }) =>
    call(http.GET("/api/v1/journeys", { params: { query: { limit: 100 } }, signal })),
});

export const templatesQuery = (language: Language) =>
  queryOptions({
    queryKey: keys.templates(language),
    queryFn: ({ signal }) =>
      call(http.GET("/api/v1/templates", { params: { query: { language } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });

const LAST = "parcours.journey";

export function rememberJourney(id: string): void {
  localStorage.setItem(LAST, id);
}

/** The journey opened last on this machine. */
export const lastJourney = (): string | undefined => localStorage.getItem(LAST) ?? undefined;

export function forgetJourney(id: string): void {
  if (localStorage.getItem(LAST) === id) localStorage.removeItem(LAST);
}

/** The last journey opened here, else the first there is, else the list, which explains itself. */
export async function homeTarget(client: QueryClient) {
  const last = lastJourney();
  if (last) return { to: "/journeys/$id", params: { id: last } } as const;
  const journeys = await client.ensureQueryData(journeysQuery);
  const first = journeys.items[0];
  return first
    ? ({ to: "/journeys/$id", params: { id: first.id } } as const)
    : ({ to: "/journeys" } as const);
}
