/** What a change means to whoever reads it. Pure. */
import type { components } from "../../api/schema";
import type { Figure } from "../behind/queries";
import { written } from "../queries";
import type { RealitySearch } from "../search";

export type Change = components["schemas"]["NamedChange"];

/** Customers reach less, lose more or wait longer than they used to. */
export function isWorse({ measure, during, usual }: Change): boolean {
  return measure === "reach" ? during < usual : during > usual;
}

/** What lasts comes first: it can still be mended. The server's order, strongest first, stays within. */
export function inOrder(changes: readonly Change[]): Change[] {
  const over = (change: Change) => (change.until == null ? 0 : 1);
  return [...changes].sort((a, b) => over(a) - over(b));
}

/** How much of a whole track the usual and the present figure fill: shares as they are, times by the longer. */
export function fills({ measure, during, usual }: Change): { during: number; usual: number } {
  const whole = measure === "time" ? Math.max(during, usual) : 1;
  const part = (value: number) => (whole > 0 ? Math.min(1, Math.max(0, value / whole)) : 0);
  return { during: part(during), usual: part(usual) };
}

/** The segment that a change is looked at by: its own, or the one that explains most of it. */
export const segmentOf = (change: Change) => change.segment ?? change.explained_by ?? null;

/** The address of the flows while it was so, of those it happened to. */
export function flowsThen(change: Change, last: string | null | undefined): RealitySearch {
  const segment = segmentOf(change);
  const days = change.from && last ? { from: change.from, to: change.until ?? last } : {};
  const whose =
    segment === null || segment.property === "subject"
      ? {}
      : segment.property === "channel"
        ? { channel: segment.value }
        : { property: `${segment.property}=${segment.value}` };
  return { view: "flow", colour: "loss", period: undefined, ...days, ...whose };
}

/** Whom it happened to while it was so: those who stopped there, came there, or took that time. */
export function behindOf({ measure, touchpoint, after }: Change): Figure {
  if (measure === "loss") return { report: "transitions", of: { end: touchpoint } };
  const goal = written([touchpoint]) ?? "";
  return measure === "time" && after != null
    ? { report: "durations", of: { start: written([after]) ?? "", goal } }
    : { report: "transitions", of: { node: touchpoint } };
}
