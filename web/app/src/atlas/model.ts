/** The atlas as a list: searched, filtered, ordered, children under their parents. Pure. */
import type { JourneySummary } from "../api/types";
import type { AtlasEntry, Health } from "./api";
import { type AtlasSearch, NOBODY, type Sort } from "./search";

/** A journey with its figures, once they are there. */
export interface Row {
  journey: JourneySummary;
  entry?: AtlasEntry;
}

export interface TreeRow extends Row {
  /** 0 for a journey that none opens into. */
  depth: number;
}

const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const matches = (wanted: string | undefined, id: string | undefined) =>
  !wanted || (wanted === NOBODY ? id === undefined : id === wanted);

/** Archived journeys show only when asked for. */
export function filtered(rows: readonly Row[], search: AtlasSearch): Row[] {
  const words = fold(search.q ?? "")
    .split(/\s+/)
    .filter(Boolean);
  return rows.filter(({ journey }) => {
    const text = fold(
      [journey.name, journey.scenario, journey.persona?.name, journey.owner?.name].join(" "),
    );
    return (
      words.every((word) => text.includes(word)) &&
      matches(search.owner, journey.owner?.id) &&
      matches(search.persona, journey.persona?.id) &&
      (search.status ? journey.status === search.status : journey.status !== "archived")
    );
  });
}

/** What needs a look comes first; what nothing is known of comes last. */
const URGENCY: Record<Health, number> = { bad: 0, watch: 1, good: 2, unknown: 3 };
const toReview = ({ journey }: Row) => journey.stale + journey.without_owner;
const changed = ({ journey }: Row) => Date.parse(journey.updated_at);

export function sorted(rows: readonly Row[], sort: Sort | undefined): Row[] {
  const compare: Record<Sort, (a: Row, b: Row) => number> = {
    changed: (a, b) => changed(b) - changed(a),
    name: (a, b) => a.journey.name.localeCompare(b.journey.name),
    health: (a, b) => URGENCY[a.entry?.health ?? "unknown"] - URGENCY[b.entry?.health ?? "unknown"],
    goal: (a, b) => (a.entry?.goal_share ?? 2) - (b.entry?.goal_share ?? 2),
    review: (a, b) => toReview(b) - toReview(a),
  };
  return [...rows].sort(compare[sort ?? "changed"]);
}

/** Children follow their first parent that is on the list, in the list's own order. */
export function tree(rows: readonly Row[]): TreeRow[] {
  const listed = new Set(rows.map((row) => row.journey.id));
  const children = new Map<string | undefined, Row[]>();
  for (const row of rows) {
    const parent = row.entry?.parents.find(
      ({ journey }) => listed.has(journey.id) && journey.id !== row.journey.id,
    )?.journey.id;
    children.set(parent, [...(children.get(parent) ?? []), row]);
  }
  const placed = new Set<string>();
  const out: TreeRow[] = [];
  const place = (row: Row, depth: number) => {
    if (placed.has(row.journey.id)) return;
    placed.add(row.journey.id);
    out.push({ ...row, depth });
    for (const child of children.get(row.journey.id) ?? []) place(child, depth + 1);
  };
  for (const row of children.get(undefined) ?? []) place(row, 0);
  // Two that opened into each other would have no top: none may be lost from the list.
  for (const row of rows) place(row, 0);
  return out;
}

/** The owners or personas on the list, each once, by name. */
export function distinct<T extends { id: string; name: string }>(
  items: readonly (T | null | undefined)[],
): T[] {
  const byId = new Map<string, T>();
  for (const item of items) if (item) byId.set(item.id, item);
  return [...byId.values()].sort((a, b) => a.name.localeCompare(b.name));
}
