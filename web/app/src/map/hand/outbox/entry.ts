/** What the outbox keeps. Pure. */
import type { Journey, Touchpoint, TouchpointChanges } from "../../../api/types";
import { apply, type Op, valuesBefore } from "../ops";
import { same } from "./same";

export interface Entry {
  id: string;
  /** When it was done, in ms. */
  at: number;
  op: Op;
  /**
   * It was sent and no answer came: it may have arrived. The ids that the journey had before, so
   * that what was added is found again rather than added twice.
   */
  tried?: string[];
}

/** An edit that the server does not take as it is: somebody decides. */
export interface Held {
  entry: Entry;
  why: "conflict" | "gone" | "refused";
  /** What the others wrote in the fields of a conflict. */
  theirs?: TouchpointChanges;
  /** The server's own words, in the language of the screen. */
  detail?: string;
}

export interface Kept {
  entries: readonly Entry[];
  held: readonly Held[];
}

export type ChangeOp = Extract<Op, { do: "touchpoint.change" }>;

/** The journey as the person sees it: the server's with every edit that is not there yet. */
export function shown(journey: Journey, { entries, held }: Kept): Journey {
  const waiting = held.filter(({ why }) => why !== "gone").map(({ entry }) => entry);
  return [...waiting, ...entries].reduce((now, { op }) => apply(now, op), journey);
}

/** Two edits of one touchpoint as one: the newest words on the oldest ground. */
export function joined(first: ChangeOp, second: ChangeOp): ChangeOp {
  return {
    ...second,
    patch: over(first.patch, second.patch),
    base: over(second.base, first.base),
    was: first.was,
  };
}

/** Fields of `top` over those of `bottom`; texts of translations and free lanes one by one. */
function over(bottom: TouchpointChanges, top: TouchpointChanges): TouchpointChanges {
  const all = { ...bottom, ...top };
  if (bottom.free && top.free) all.free = { ...bottom.free, ...top.free };
  if (bottom.translations && top.translations) {
    const words = { ...bottom.translations };
    for (const [language, texts] of Object.entries(top.translations)) {
      words[language] = { ...words[language], ...texts };
    }
    all.translations = words;
  }
  return all;
}

/** The fields that somebody else changed to something else since `op` was made; null for none. */
export function clash(op: ChangeOp, record: Touchpoint): TouchpointChanges | null {
  const now = valuesBefore(record, op.patch) as Record<string, unknown>;
  const theirs = Object.entries(op.patch).filter(
    ([field, mine]) =>
      !same(now[field], (op.base as Record<string, unknown>)[field]) && !same(now[field], mine),
  );
  return theirs.length > 0
    ? (Object.fromEntries(theirs.map(([field]) => [field, now[field]])) as TouchpointChanges)
    : null;
}

/** `op` made on the record as it is now: its ground is no longer in question. */
export function regrounded(op: ChangeOp, record: Touchpoint): ChangeOp {
  return { ...op, base: valuesBefore(record, op.patch) };
}

/** The fields of an edit that nobody else changed, and those that `theirs` names; null where all clash. */
export function apart(op: ChangeOp, theirs: TouchpointChanges): [ChangeOp, ChangeOp] | null {
  const only = (of: TouchpointChanges, clashes: boolean) =>
    Object.fromEntries(
      Object.entries(of).filter(([field]) => field in theirs === clashes),
    ) as TouchpointChanges;
  const part = (clashes: boolean): ChangeOp => ({
    ...op,
    patch: only(op.patch, clashes),
    base: only(op.base, clashes),
  });
  const free = part(false);
  return Object.keys(free.patch).length > 0 ? [free, part(true)] : null;
}
