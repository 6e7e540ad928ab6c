/**
 * The first map while it is being made, as this device keeps it. The server gets it as a journey
 * from the second step on (plan.ts); this copy is what a reload starts from. Pure but for the two
 * functions at the end.
 */
import type { Hue, Signal } from "../api/types";

export type Grouping = "three" | "five";

export interface Point {
  /** Names it on this device; the server's id comes with the first save. */
  key: string;
  id: string | null;
  name: string;
  /** Its place among the groups, from 0. */
  group: number;
  signals: Signal[];
}

export interface Draft {
  step: 1 | 2 | 3;
  journeyId: string | null;
  start: string;
  end: string;
  who: string;
  goal: string;
  grouping: Grouping;
  points: Point[];
  /** Touchpoints on the server that were taken away here. */
  removed: string[];
  /** The point being thought through in the third step. */
  at: string | null;
}

export const GROUPS: Record<Grouping, readonly { key: string; hue: Hue }[]> = {
  three: [
    { key: "reflection", hue: "awareness" },
    { key: "evaluation", hue: "consideration" },
    { key: "purchase", hue: "decision" },
  ],
  five: [
    { key: "awareness", hue: "awareness" },
    { key: "consideration", hue: "consideration" },
    { key: "decision", hue: "decision" },
    { key: "retention", hue: "retention" },
    { key: "advocacy", hue: "advocacy" },
  ],
};

export const EMPTY: Draft = {
  step: 1,
  journeyId: null,
  start: "",
  end: "",
  who: "",
  goal: "",
  grouping: "three",
  points: [],
  removed: [],
  at: null,
};

let made = 0;
const newKey = () => `${Date.now().toString(36)}-${++made}`;

/** Points stand in the order of their groups, so that the list reads as the map does. */
function ordered(points: Point[]): Point[] {
  return [...points].sort((a, b) => a.group - b.group);
}

/** The group of a hue: with three groups all that follows the purchase belongs to it. */
export function groupOf(grouping: Grouping, hue: Hue): number {
  const index = GROUPS.five.findIndex((group) => group.hue === hue);
  return Math.min(index, GROUPS[grouping].length - 1);
}

/** Adds one point a line at the end of a group; empty lines are nothing. */
export function addPoints(
  draft: Draft,
  group: number,
  text: string,
  signals: Signal[] = [],
): Draft {
  const added = text
    .split("\n")
    .map((line) => line.trim().slice(0, 200))
    .filter(Boolean)
    .map((name): Point => ({ key: newKey(), id: null, name, group, signals }));
  return { ...draft, points: ordered([...draft.points, ...added]) };
}

export function changePoint(draft: Draft, key: string, changes: Partial<Point>): Draft {
  return {
    ...draft,
    points: draft.points.map((point) => (point.key === key ? { ...point, ...changes } : point)),
  };
}

export function removePoint(draft: Draft, key: string): Draft {
  const gone = draft.points.find((point) => point.key === key);
  if (!gone) return draft;
  return {
    ...draft,
    points: draft.points.filter((point) => point !== gone),
    removed: gone.id ? [...draft.removed, gone.id] : draft.removed,
  };
}

/** Brings back a point just removed; one that the server had is made anew. */
export function restorePoint(draft: Draft, point: Point, index: number): Draft {
  const points = [...draft.points];
  points.splice(index, 0, { ...point, id: null });
  return { ...draft, points: ordered(points) };
}

/** Moves a point to a place within a group, both counted without it. */
export function movePoint(draft: Draft, key: string, group: number, position: number): Draft {
  const moved = draft.points.find((point) => point.key === key);
  if (!moved) return draft;
  const rest = draft.points.filter((point) => point !== moved);
  const last = GROUPS[draft.grouping].length - 1;
  const wanted = Math.max(0, Math.min(group, last));
  const own = rest.filter((point) => point.group === wanted);
  own.splice(Math.max(0, Math.min(position, own.length)), 0, { ...moved, group: wanted });
  return {
    ...draft,
    points: ordered([...rest.filter((point) => point.group !== wanted), ...own]),
  };
}

/** One step with an arrow: within the group, or over to the group beside it. */
export function nudge(draft: Draft, key: string, arrow: "up" | "down" | "left" | "right"): Draft {
  const point = draft.points.find((item) => item.key === key);
  if (!point) return draft;
  const own = draft.points.filter((item) => item.group === point.group);
  const position = own.indexOf(point);
  if (arrow === "up") return movePoint(draft, key, point.group, position - 1);
  if (arrow === "down") return movePoint(draft, key, point.group, position + 1);
  const group = point.group + (arrow === "left" ? -1 : 1);
  if (group < 0 || group >= GROUPS[draft.grouping].length) return draft;
  return movePoint(draft, key, group, Number.POSITIVE_INFINITY);
}

export function regroup(draft: Draft, grouping: Grouping): Draft {
  const last = GROUPS[grouping].length - 1;
  return {
    ...draft,
    grouping,
    points: draft.points.map((point) => ({ ...point, group: Math.min(point.group, last) })),
  };
}

/** “And before that?”: the earlier moment is the start now, and the old start a point of the way. */
export function startEarlier(draft: Draft, earlier: string): Draft {
  const name = earlier.trim();
  if (!name) return draft;
  const old = draft.start.trim();
  if (!old) return { ...draft, start: name };
  const point: Point = { key: newKey(), id: null, name: old.slice(0, 200), group: 0, signals: [] };
  return { ...draft, start: name, points: [point, ...draft.points] };
}

/** Takes in the ids of what was just made; what was removed here meanwhile is to go there too. */
export function withIds(draft: Draft, ids: ReadonlyMap<string, string>): Draft {
  const here = new Set(draft.points.map((point) => point.key));
  const gone = [...ids].filter(([key]) => !here.has(key)).map(([, id]) => id);
  return {
    ...draft,
    points: draft.points.map((point) => ({ ...point, id: ids.get(point.key) ?? point.id })),
    removed: [...draft.removed, ...gone],
  };
}

const STORED = "parcours.first-map";

export function storeDraft(draft: Draft | null): void {
  if (draft) localStorage.setItem(STORED, JSON.stringify(draft));
  else localStorage.removeItem(STORED);
}

/** What was kept, if it is still readable: a draft of another version starts afresh. */
export function storedDraft(): Draft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(STORED) ?? "null") as Partial<Draft> | null;
    if (!kept || !Array.isArray(kept.points) || !kept.grouping || !(kept.grouping in GROUPS))
      return null;
    return { ...EMPTY, ...kept };
  } catch {
    return null;
  }
}
