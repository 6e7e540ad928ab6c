/** What the data proposes as a map: stages, touchpoints and the signals that wire them. */
import { queryOptions } from "@tanstack/react-query";
import createClient from "openapi-fetch";
import { call } from "../api/client";
import { keys } from "../api/keys";
import type { Hue, Signal } from "../api/types";
import type { Period } from "../map/period";

export interface Proposal {
  name: string;
  channel: string;
  signals: Signal[];
  goal: boolean;
  customers: number;
  interactions: number;
  /** Of all customers of the period, 0 to 1. */
  share: number;
  /** Share of its customers seen nowhere later; null where nothing comes later. */
  lost: number | null;
}

export interface ProposedStage {
  hue: Hue;
  name: string;
  touchpoints: Proposal[];
}

export interface Proposals {
  customers: number;
  interactions: number;
  stages: ProposedStage[];
}

/** Reads an address that the API document does not list yet. */
async function read<T>(path: string, signal: AbortSignal): Promise<T> {
  const client = createClient<Record<string, { get: { responses: { 200: unknown } } }>>({
    baseUrl: "/",
  });
  return (await call(client.GET(path as never, { signal } as never) as never)) as T;
}

/** For a new map, from the whole log. */
export const proposalsQuery = queryOptions({
  queryKey: [...keys.allFigures, "proposals"],
  queryFn: ({ signal }) => read<Proposals>("/api/v1/proposals", signal),
  // Order and names do not change with each interaction, and taking some must not reshuffle them.
  staleTime: 10 * 60_000,
});

/** For a map that exists: from what it does not claim yet. */
export const journeyProposalsQuery = (journey: string, period: Period) =>
  queryOptions({
    queryKey: [...keys.allFigures, journey, "proposals", period],
    queryFn: ({ signal }) =>
      read<Proposals>(
        `/api/v1/journeys/${journey}/proposals?${new URLSearchParams({ ...period })}`,
        signal,
      ),
  });

/** Names a proposal for good, whatever its place and figures: by what it claims. */
export function keyOf(proposal: Pick<Proposal, "signals">): string {
  return JSON.stringify(
    proposal.signals.map(({ kind, channel, subject, properties }) => [
      kind ?? "",
      channel ?? "",
      subject ?? "",
      Object.entries(properties).sort(),
    ]),
  );
}
