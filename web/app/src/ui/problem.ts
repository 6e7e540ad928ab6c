/** What to tell a person about an error. */
import { asProblem } from "../api/problem";
import type { I18n } from "../i18n";

export function problemText(error: unknown, t: I18n["t"]): string {
  const problem = asProblem(error);
  if (problem.code === "unreachable") return t("problem.unreachable");
  return problem.detail || problem.title || t("problem.unexpected");
}
