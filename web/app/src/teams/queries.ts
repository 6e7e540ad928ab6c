/** What teams, invitations and the access to a journey are read by. */
import { queryOptions } from "@tanstack/react-query";
import { call, http } from "../api/client";
import type { components } from "../api/schema";
import type { Period } from "../map/period";

export type Team = components["schemas"]["Team"];
export type TeamHue = components["schemas"]["TeamHue"];
export type Invitation = components["schemas"]["Invitation"];
export type TeamTouchpoints = components["schemas"]["TeamTouchpoints"];
export type TeamTouchpoint = components["schemas"]["TeamTouchpoint"];
export type JourneyGrant = components["schemas"]["JourneyGrant"];
export type JourneyRole = components["schemas"]["JourneyRole"];

/** Below the users: who changes these may change those. */
export const teamKeys = {
  teams: ["users", "teams"] as const,
  mine: ["users", "teams", "mine"] as const,
  invitations: ["users", "invitations"] as const,
  /** Below the figures, which new interactions change. */
  touchpoints: (team: string, period: object) => ["figures", "team", team, period] as const,
  watchers: (touchpoint: string) => ["watchers", touchpoint] as const,
  access: (journey: string) => ["journey", journey, "access"] as const,
};

export const hues: readonly TeamHue[] = [
  "blue",
  "teal",
  "green",
  "yellow",
  "orange",
  "red",
  "pink",
  "violet",
];

export const teamsQuery = queryOptions({
  queryKey: teamKeys.teams,
  queryFn: async ({ signal }): Promise<Team[]> =>
    (await call(http.GET("/api/v1/teams", { signal }))).items,
});

export const myTeamsQuery = queryOptions({
  queryKey: teamKeys.mine,
  queryFn: async ({ signal }): Promise<Team[]> =>
    (await call(http.GET("/api/v1/me/teams", { signal }))).items,
});

export const invitationsQuery = queryOptions({
  queryKey: teamKeys.invitations,
  queryFn: async ({ signal }): Promise<Invitation[]> =>
    (await call(http.GET("/api/v1/invitations", { signal }))).items,
});

export const teamTouchpointsQuery = (id: string, period: Period) =>
  queryOptions({
    queryKey: teamKeys.touchpoints(id, period),
    queryFn: ({ signal }) =>
      call(
        http.GET("/api/v1/teams/{id}/touchpoints", {
          params: { path: { id }, query: period },
          signal,
        }),
      ),
  });

export const watchersQuery = (id: string) =>
  queryOptions({
    queryKey: teamKeys.watchers(id),
    queryFn: ({ signal }) =>
      call(http.GET("/api/v1/touchpoints/{id}/watchers", { params: { path: { id } }, signal })),
  });

export const accessQuery = (id: string) =>
  queryOptions({
    queryKey: teamKeys.access(id),
    // The dialog starts from what is true when it opens.
    gcTime: 0,
    queryFn: ({ signal }) =>
      call(http.GET("/api/v1/journeys/{id}/access", { params: { path: { id } }, signal })),
  });
