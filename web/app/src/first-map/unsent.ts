/**
 * Answers typed and not on the server yet, kept on this device: a reload or a lost connection
 * between two saves must not cost a word.
 */
import type { components } from "../api/schema";

export type Answers = Pick<
  components["schemas"]["TouchpointPatch"],
  "does" | "thinks" | "feels" | "stands_in_the_way" | "felt" | "next_action"
>;

const at = (touchpoint: string) => `parcours.unsent.${touchpoint}`;

export function keepUnsent(touchpoint: string, answers: Answers): void {
  if (Object.keys(answers).length === 0) localStorage.removeItem(at(touchpoint));
  else localStorage.setItem(at(touchpoint), JSON.stringify(answers));
}

export function unsent(touchpoint: string): Answers {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(at(touchpoint)) ?? "{}");
    return kept && typeof kept === "object" ? kept : {};
  } catch {
    return {};
  }
}
