/** Habits as rows that someone edits: conditions may be half written. Pure. */
import type { Persona } from "../api/types";
import { isComplete, type Rule, toRules, toSignals } from "../map/signals/draft";

export type Habit = Persona["known_by"][number];

export const oftens = ["least", "most", "exactly", "never"] as const;
export type Often = (typeof oftens)[number];

export interface HabitDraft {
  rule: Rule;
  often: Often;
  times: number;
}

/** As many as the server takes. */
export const MOST_HABITS = 8;

export function toDrafts(habits: readonly Habit[]): HabitDraft[] {
  return habits.map(({ did, at_least, at_most }) => {
    const rule = toRules([did])[0] ?? [];
    if (at_most == null) return { rule, often: "least", times: at_least };
    if (at_most === 0) return { rule, often: "never", times: 1 };
    return { rule, often: at_least === at_most ? "exactly" : "most", times: at_most };
  });
}

const bounds = ({ often, times }: HabitDraft): Pick<Habit, "at_least" | "at_most"> => {
  switch (often) {
    case "never":
      return { at_least: 0, at_most: 0 };
    case "most":
      return { at_least: 0, at_most: times };
    case "exactly":
      return { at_least: times, at_most: times };
    default:
      return { at_least: times, at_most: null };
  }
};

export type Fault = "incomplete" | "nothing_done";

/** What the drafts say, or why it is not sent: half written, or nobody did anything. */
export function toHabits(drafts: readonly HabitDraft[]): Habit[] | Fault {
  if (!isComplete(drafts.map(({ rule }) => rule))) return "incomplete";
  const habits = drafts.flatMap((draft): Habit[] =>
    toSignals([draft.rule]).map((did) => ({ did, ...bounds(draft) })),
  );
  if (habits.length > 0 && habits.every(({ at_least }) => at_least === 0)) return "nothing_done";
  return habits;
}
