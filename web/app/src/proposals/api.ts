/** What the data proposes as a map: stages, touchpoints and the signals that wire them. */
import { queryOptions } from "@tanstack/react-query";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { components } from "../api/schema";
import type { Language, Signal } from "../api/types";
import type { Period } from "../map/period";

type Schemas = components["schemas"];
export type Proposals = Schemas["Proposals"];
export type ProposedStage = Schemas["ProposedStage"];
export type Proposal = Schemas["ProposedTouchpoint"];

/** For a new map, from the whole log. */
export const proposalsQuery = (language: Language) =>
  queryOptions({
    queryKey: [...keys.allFigures, "proposals", language],
    queryFn: ({ signal }) =>
      call(http.GET("/api/v1/proposals", { params: { query: { language } }, signal })),
    // Taking some must not reshuffle the others under one's hand.
    staleTime: 10 * 60_000,
  });

/** For a map that exists: from what it does not claim yet. */
export const journeyProposalsQuery = (id: string, period: Period) =>
  queryOptions({
    queryKey: [...keys.allFigures, id, "proposals", period],
    queryFn: ({ signal }) =>
      call(
        http.GET("/api/v1/journeys/{id}/proposals", {
          params: { path: { id }, query: period },
          signal,
        }),
      ),
  });

/** Tells whether two sets of signals claim the same, whatever the order of their parts. */
export function claimOf(signals: readonly Signal[]): string {
  return signals
    .map(({ kind, channel, subject, properties }) =>
      JSON.stringify([kind, channel, subject, Object.entries(properties).sort()]),
    )
    .sort()
    .join();
}

export const claimOfProposal = (proposal: Proposal): string =>
  claimOf(proposal.touchpoint.signals ?? []);
