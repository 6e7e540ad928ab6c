/** The lists of a touchpoint as one shape, so that one editor serves them all. Pure. */
import type { Touchpoint } from "../../../api/types";

export type Severity = Touchpoint["frictions"][number]["severity"];
export const severities: readonly Severity[] = ["low", "medium", "high"];

/** Lanes that hold a list. */
export const listKinds = ["actions", "frictions", "strengths", "behind_the_scenes"] as const;
export type ListKind = (typeof listKinds)[number];

export const isListKind = (kind: string): kind is ListKind =>
  (listKinds as readonly string[]).includes(kind);

export interface Item {
  id: string;
  /** What it says, and beside it: its team, who does it, or how one knows. */
  text: string;
  aside: string;
  severity?: Severity;
}

/** The fields of an item under which its translations are kept. */
export const paths: Record<ListKind, { text: string; aside: string | null }> = {
  actions: { text: "text", aside: null },
  frictions: { text: "text", aside: "evidence" },
  strengths: { text: "text", aside: "evidence" },
  behind_the_scenes: { text: "what", aside: null },
};

export const weighs = (kind: ListKind): boolean => kind === "frictions" || kind === "strengths";

export function readItems(touchpoint: Touchpoint, kind: ListKind): Item[] {
  switch (kind) {
    case "actions":
      return touchpoint.actions.map(({ id, text, team }) => ({ id, text, aside: team }));
    case "behind_the_scenes":
      return touchpoint.behind_the_scenes.map(({ id, who, what }) => ({
        id,
        text: what,
        aside: who,
      }));
    default:
      return touchpoint[kind].map(({ id, text, severity, evidence }) => ({
        id,
        text,
        aside: evidence,
        severity,
      }));
  }
}

/** As the API takes them; lines that say nothing are left out. */
export function patchItems(kind: ListKind, all: readonly Item[]) {
  const items = all.filter(({ text, aside }) => text.trim() || (!weighs(kind) && aside.trim()));
  switch (kind) {
    case "actions":
      return { actions: items.map(({ id, text, aside }) => ({ id, text, team: aside })) };
    case "behind_the_scenes":
      return {
        behind_the_scenes: items.map(({ id, text, aside }) => ({ id, who: aside, what: text })),
      };
    default:
      return {
        [kind]: items.map(({ id, text, aside, severity }) => ({
          id,
          text,
          severity: severity ?? "medium",
          evidence: aside,
        })),
      };
  }
}

/** A new line, named at once, so that it keeps its translation wherever it moves. */
export function newItem(kind: ListKind, taken: readonly Item[]): Item {
  const ids = new Set(taken.map(({ id }) => id));
  let number = taken.length + 1;
  while (ids.has(`i${number}`)) number += 1;
  const item: Item = { id: `i${number}`, text: "", aside: "" };
  return weighs(kind) ? { ...item, severity: "medium" } : item;
}
