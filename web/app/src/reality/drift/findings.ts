/** What the drift report finds, as things to do, with what was decided on each. Pure. */
import type { components } from "../../api/schema";
import type { Journey } from "../../api/types";
import type { Figure } from "../behind/queries";
import type { Drift } from "../queries";
import type { Todo } from "../search";

type Schemas = components["schemas"];
export type Decision = Schemas["Decision"];
export type Deviation = Schemas["NamedDeviation"];
export type Insertion = Schemas["NamedInsertion"];

export type Finding = {
  /** What decisions name it by. */
  key: string;
  customers: number;
  /** Of so many. */
  of: number;
  /** Who is behind it; none where nobody is. */
  figure?: Figure;
} & (
  | { sort: "new"; found: Insertion }
  | { sort: "unreached"; found: Schemas["DriftTouchpoint"] }
  | { sort: "deviation"; found: Deviation }
);

export const sorts = ["new", "deviation", "unreached"] as const;

/** As many of each as anybody goes through; and what happens to fewer is not worth a decision. */
const MOST = 60;
const LEAST_SHARE = 0.01;

export function findingsOf(report: Drift): Finding[] {
  const of = report.customers;
  const isCommon = ({ customers }: { customers: number }) => customers >= of * LEAST_SHARE;
  const unclaimed = report.unclaimed
    .filter(isCommon)
    .slice(0, MOST)
    .map(
      (found): Finding => ({
        sort: "new",
        key: found.finding,
        customers: found.customers,
        of,
        found,
        figure: {
          report: "drift",
          of: {
            unclaimed: found.kind,
            before: found.before ?? undefined,
            after: found.after ?? undefined,
          },
        },
      }),
    );
  const deviations = report.deviations
    .filter(isCommon)
    .slice(0, MOST)
    .map(
      (found): Finding => ({
        sort: "deviation",
        key: found.finding,
        customers: found.customers,
        of,
        found,
        figure: {
          report: "drift",
          of: {
            kind: found.kind,
            touchpoint: found.touchpoint ?? undefined,
            after: found.after ?? undefined,
          },
        },
      }),
    );
  const unreached = report.unreached.map(
    (found): Finding => ({
      sort: "unreached",
      key: `unreached:${found.id}`,
      customers: 0,
      of,
      found,
    }),
  );
  return [...unclaimed, ...deviations, ...unreached];
}

/** Where a touchpoint goes that takes what happens between two: behind the first, or before the second. */
export function roomFor(
  { before, after }: Pick<Insertion, "before" | "after">,
  { stages }: Pick<Journey, "stages">,
): { stage: string; position: number } | null {
  const beside = before ?? after;
  for (const { id, touchpoints } of stages) {
    const at = touchpoints.findIndex(({ name }) => name === beside);
    if (at >= 0) return { stage: id, position: before ? at + 1 : at };
  }
  return null;
}

/** Customers concerned, in proportion, at least doubled since it was dismissed. */
export function hasGrown({ customers, of }: Finding, decision: Decision): boolean {
  if (decision.state !== "dismissed" || of === 0 || decision.of_customers === 0) return false;
  return customers / of >= (2 * decision.customers) / decision.of_customers && customers > 0;
}

/** In which lists a finding stands. */
export function standsIn(finding: Finding, decision: Decision | undefined, me: string): Todo[] {
  if (decision === undefined) return ["open"];
  if (decision.state === "dismissed" && !hasGrown(finding, decision)) return ["dismissed"];
  if (decision.state === "done") return ["done"];
  return decision.assignee?.id === me ? ["open", "mine"] : ["open"];
}
