/** Whole paths of two sides: the share of each on both, and what differs. Pure. */
import type { Variants } from "../../queries";
import { type Difference, differenceOf } from "../../versus/difference";

/** How many of a path there are on a side: known, or no more than `most`. */
export type Count = { count: number } | { most: number };

export interface PathPair {
  path: string[];
  a: Count;
  b: Count;
  /** Null when the path is too rare on one side to be among those that were asked for. */
  difference: Difference | null;
}

/** Of a report what is looked at here. */
type Side = Pick<Variants, "cases" | "exact" | "missing"> & {
  top: readonly Pick<Variants["top"][number], "path" | "count">[];
};

const keyOf = (path: readonly string[]) => path.join("\n");

/** How many a path has that a report does not tell. `asked`: how many paths it was asked for. */
function untold(report: Side, asked: number): Count {
  // All were told: it has none.
  if (report.exact && report.top.length < asked) return { count: 0 };
  return { most: (report.top.at(-1)?.count ?? 0) + (report.exact ? 0 : report.missing) };
}

export function pathPairs(a: Side, b: Side, asked: number): PathPair[] {
  const counts = ({ top }: Side) => new Map(top.map(({ path, count }) => [keyOf(path), count]));
  const [first, second] = [counts(a), counts(b)];
  const paths = new Map([...b.top, ...a.top].map(({ path }) => [keyOf(path), path]));
  const count = (known: Map<string, number>, key: string, report: Side): Count => {
    const found = known.get(key);
    return found === undefined ? untold(report, asked) : { count: found };
  };
  const part = (of: Count, cases: number) => ("count" in of && cases > 0 ? of.count / cases : 0);
  const both = [...paths].map(([key, path]) => ({
    path,
    sides: [count(first, key, a), count(second, key, b)] as const,
  }));
  const together = both.filter(({ sides }) => sides.every((side) => "count" in side)).length;
  return both
    .map(({ path, sides: [one, other] }): PathPair & { weight: number } => {
      return {
        path,
        a: one,
        b: other,
        difference:
          "count" in one && "count" in other
            ? differenceOf(
                { hits: one.count, of: a.cases },
                { hits: other.count, of: b.cases },
                together,
              )
            : null,
        weight: part(one, a.cases) + part(other, b.cases),
      };
    })
    .sort((x, y) => y.weight - x.weight || keyOf(x.path).localeCompare(keyOf(y.path)))
    .map(({ weight: _, ...pair }) => pair);
}
