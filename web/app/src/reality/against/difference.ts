/** Two answers to one question, side by side. Shares are compared, for sides differ in size. Pure. */
import { TOO_FEW } from "../../i18n/format";
import type { Edge, Funnel, Transitions, Variants } from "../queries";
import { newcombe, type Part, reachOf } from "../sure";

export interface Difference {
  key: string;
  /** What is compared: a passage, a step, a way. */
  path: string[];
  now: Part;
  past: Part;
  /** The share now less that of the other side. */
  points: number;
  /** All of a table hold in nineteen cases of twenty; null where either side is too few to tell. */
  interval: { low: number; high: number } | null;
}

export const shareOf = ({ count, of }: Part) => (of > 0 ? count / of : 0);

/** Neither side is too few, and no difference at all is not among what it may be. */
export const isSure = ({ interval }: Difference) =>
  interval !== null && (interval.low > 0 || interval.high < 0);

type Compared = Pick<Difference, "path" | "now" | "past">;

/** Differences that are looked at together. */
export function differencesOf(compared: readonly Compared[]): Difference[] {
  const enough = ({ now, past }: Compared) => Math.min(now.of, past.of) >= TOO_FEW;
  const reach = reachOf(compared.filter(enough).length);
  return compared.map((one) => ({
    ...one,
    key: one.path.join("\n"),
    points: shareOf(one.now) - shareOf(one.past),
    interval: enough(one) ? newcombe(one.now, one.past, reach) : null,
  }));
}

/** Passages that fewer take, both sides together, are left out: the more are compared, the less is sure. */
const LEAST_SHARE = 0.02;

const isCommon = ({ now, past }: Compared) =>
  now.count + past.count >= LEAST_SHARE * (now.of + past.of);

/** Of those who were at its start, who went on to its end. Greatest first. */
export function ofPassages(now: Transitions, then: Transitions): Difference[] {
  const there = (report: Transitions) =>
    new Map(report.nodes.map((node) => [node.name, node.customers]));
  const [hereNow, hereThen] = [there(now), there(then)];
  const keyOf = ({ from, to }: Edge) => `${from}\n${to}`;
  const before = new Map(then.edges.map((edge) => [keyOf(edge), edge]));
  const passages = new Map([...then.edges, ...now.edges].map((edge) => [keyOf(edge), edge]));
  const after = new Map(now.edges.map((edge) => [keyOf(edge), edge]));
  const compared = [...passages.entries()]
    .filter(([, { from, to }]) => from !== to)
    .map(([key, { from, to }]) => ({
      path: [from, to],
      now: { count: after.get(key)?.customers ?? 0, of: hereNow.get(from) ?? 0 },
      past: { count: before.get(key)?.customers ?? 0, of: hereThen.get(from) ?? 0 },
    }));
  return differencesOf(compared.filter(isCommon)).sort(
    (a, b) => Math.abs(b.points) - Math.abs(a.points) || a.key.localeCompare(b.key),
  );
}

/** Of those at the first step, who got as far as each. */
export function ofSteps(now: Funnel, then: Funnel): Difference[] {
  const of = (report: Funnel) => report.steps[0]?.cases ?? 0;
  const compared = now.steps.slice(1).map((step, index) => ({
    path: [step.name],
    now: { count: step.cases, of: of(now) },
    past: { count: then.steps[index + 1]?.cases ?? 0, of: of(then) },
  }));
  return differencesOf(compared);
}

/** Of all, who took a way. */
export function ofWays(now: Variants, then: Variants): Difference[] {
  const counts = new Map(then.top.map((way) => [way.path.join("\n"), way.count]));
  const compared = now.top.map((way) => ({
    path: way.path,
    now: { count: way.count, of: now.cases },
    past: { count: counts.get(way.path.join("\n")) ?? 0, of: then.cases },
  }));
  return differencesOf(compared);
}

/** The passages that differ, as a net draws them: the greatest differences first, as wide as the larger share. */
export function netReport(now: Transitions, differences: readonly Difference[]): Transitions {
  const edges = differences.filter(isSure).map(
    ({ path, now: here, past, points }): Edge => ({
      from: path[0] ?? "",
      to: path[1] ?? "",
      count: Math.round(Math.abs(points) * 1e6),
      customers: Math.round(Math.max(shareOf(here), shareOf(past)) * 1e6),
      mean_seconds: 0,
      median_seconds: null,
      p90_seconds: null,
    }),
  );
  return { ...now, edges, ends: [] };
}
