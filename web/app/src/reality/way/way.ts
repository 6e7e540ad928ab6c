/** The way of one customer, as a net of passages: how often they went from where to where. Pure. */
import type { Edge, Place, Transitions } from "../queries";

export interface Step {
  touchpoint_id: string;
  at: string;
}

export function reportOf(steps: readonly Step[], places: readonly Place[]): Transitions {
  const names = new Map(places.map(({ id, name }) => [id, name]));
  const way = steps.flatMap(({ touchpoint_id, at }) => {
    const name = names.get(touchpoint_id);
    return name === undefined ? [] : [{ name, at: Date.parse(at) / 1000 }];
  });
  const counts = new Map<string, number>();
  const edges = new Map<string, Edge>();
  way.forEach(({ name, at }, index) => {
    counts.set(name, (counts.get(name) ?? 0) + 1);
    const before = way[index - 1];
    if (!before) return;
    const key = `${before.name}\n${name}`;
    const { count = 0, mean_seconds = 0 } = edges.get(key) ?? {};
    const mean = (mean_seconds * count + (at - before.at)) / (count + 1);
    edges.set(key, {
      from: before.name,
      to: name,
      count: count + 1,
      customers: count + 1,
      mean_seconds: mean,
      median_seconds: mean,
      p90_seconds: null,
    });
  });
  const [first, last] = [way[0], way.at(-1)];
  return {
    interactions: way.length,
    customers: way.length > 0 ? 1 : 0,
    cases: way.length > 0 ? 1 : 0,
    activities: counts.size,
    nodes: [...counts].map(([name, count]) => ({ name, count, customers: count })),
    edges: [...edges.values()],
    starts: first ? [{ name: first.name, count: 1 }] : [],
    ends: last ? [{ name: last.name, count: 1 }] : [],
    left_out: { activities: 0, interactions: 0, without_case: 0 },
  };
}
