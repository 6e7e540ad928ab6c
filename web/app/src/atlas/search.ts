/** What the address of the atlas holds: a search, filters and an order, so that a view can be sent. */
import type { JourneySummary } from "../api/types";

export const sorts = ["changed", "name", "health", "goal", "review"] as const;
export type Sort = (typeof sorts)[number];

type Status = JourneySummary["status"];
export const statuses = ["in_use", "sketch", "target", "archived"] as const satisfies Status[];

/** Filters by owner or persona take an id, or this for “nobody”. */
export const NOBODY = "none";

export interface AtlasSearch {
  /** The form of a new journey is open. */
  new?: boolean;
  q?: string;
  owner?: string;
  status?: Status;
  persona?: string;
  sort?: Sort;
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value ? value : undefined;

function oneOf<T extends string>(all: readonly T[], value: unknown): T | undefined {
  return all.find((item) => item === value);
}

/** What of an address makes sense; the rest is dropped, so that an old link still opens. */
export function readAtlas(search: Record<string, unknown>): AtlasSearch {
  return {
    ...(search.new ? { new: true } : {}),
    q: text(search.q),
    owner: text(search.owner),
    status: oneOf(statuses, search.status),
    persona: text(search.persona),
    sort: oneOf(sorts, search.sort),
  };
}
