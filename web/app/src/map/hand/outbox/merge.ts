/**
 * Lists of a touchpoint that two people changed at once: what each added, changed and took away, in
 * one list. Only where both changed the same item is there anything to ask. Pure.
 */
import type { Touchpoint, TouchpointChanges } from "../../../api/types";
import type { ChangeOp } from "./entry";
import { same } from "./same";

type Item = string | { id?: string };

const lists = [
  "channels",
  "pictures",
  "actions",
  "frictions",
  "strengths",
  "behind_the_scenes",
] as const;

/** What an item is known by in all three lists; one that has no name yet is new. */
const nameOf = (item: Item): string => (typeof item === "string" ? item : (item.id ?? ""));

/** `mine` and `theirs`, both made of `base`, as one list in their order; null where they clash. */
export function merged<T extends Item>(
  base: readonly T[],
  mine: readonly T[],
  theirs: readonly T[],
): T[] | null {
  const named = (list: readonly T[]) => new Map(list.map((item) => [nameOf(item), item]));
  const [before, wanted, there] = [named(base), named(mine), named(theirs)];
  const result: T[] = [];
  for (const item of theirs) {
    const [old, my] = [before.get(nameOf(item)), wanted.get(nameOf(item))];
    if (old === undefined) {
      // Theirs is new; where mine has the same name by chance, it follows under another.
      result.push(item);
    } else if (my === undefined) {
      // I took it away: what they made of it meanwhile must not go unseen.
      if (!same(item, old)) return null;
    } else if (same(my, old)) {
      result.push(item);
    } else if (same(item, old) || same(item, my)) {
      result.push(my);
    } else {
      return null;
    }
  }
  for (const [name, my] of wanted) {
    const old = before.get(name);
    // They took away what I changed.
    if (old !== undefined && !there.has(name) && !same(my, old)) return null;
  }
  for (const item of mine) {
    const name = nameOf(item);
    if (before.has(name)) continue;
    if (typeof item === "string") {
      if (!there.has(name)) result.push(item);
    } else {
      const other = there.get(name);
      if (other !== undefined && same(other, item)) continue;
      result.push(other === undefined ? item : { ...(item as T & object), id: "" });
    }
  }
  return result;
}

/** The same edit made on the record as it is now, as far as its lists can be joined with it. */
export function joinedWith(op: ChangeOp, record: Touchpoint): ChangeOp {
  const patch: Record<string, unknown> = { ...op.patch };
  const base: Record<string, unknown> = { ...op.base };
  for (const field of lists) {
    const [mine, before, theirs] = [patch[field], base[field], record[field]];
    if (mine === undefined || before === undefined || same(before, theirs)) continue;
    const all = merged(before as Item[], mine as Item[], (theirs ?? []) as Item[]);
    if (!all) continue;
    patch[field] = all;
    base[field] = theirs;
  }
  return { ...op, patch: patch as TouchpointChanges, base: base as TouchpointChanges };
}
