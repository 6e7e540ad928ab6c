/**
 * Answers typed and not on the server yet, kept on this device: a reload or a lost connection
 * between two saves must not cost a word.
 */
import { call, http } from "../api/client";
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

/** Sends what is still kept of these touchpoints; what fails stays kept and is thrown. */
export async function sendUnsent(touchpoints: readonly string[]): Promise<void> {
  for (const id of touchpoints) {
    const body = unsent(id);
    if (Object.keys(body).length === 0) continue;
    await call(http.PATCH("/api/v1/touchpoints/{id}", { params: { path: { id } }, body }));
    keepUnsent(id, {});
  }
}
