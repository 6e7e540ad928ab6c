/** What to tell a person about an error. */
import { asProblem } from "../api/problem";
import type { I18n } from "../i18n";

export function problemText(error: unknown, t: I18n["t"]): string {
  const problem = asProblem(error);
  if (problem.code === "unreachable") return t("problem.unreachable");
  // A part of the screens that an update has replaced, or that the network did not bring.
  if (/dynamically imported module|module script failed/i.test(problem.detail))
    return t("problem.outdated");
  return problem.detail || problem.title || t("problem.unexpected");
}
