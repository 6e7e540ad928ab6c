/** Which steps a funnel has before anybody chose some. Pure. */
import type { Place, Transitions } from "../queries";

/** The place of each stage that most customers reach, in the order of the map: two or none. */
export function usualSteps(places: readonly Place[], report: Transitions): string[] {
  const customers = new Map(report.nodes.map(({ name, customers }) => [name, customers ?? 0]));
  const best = new Map<number, { id: string; reached: number }>();
  for (const { id, name, column } of places) {
    const reached = customers.get(name) ?? 0;
    if (reached > (best.get(column)?.reached ?? 0)) best.set(column, { id, reached });
  }
  const steps = [...best].sort(([a], [b]) => a - b).map(([, { id }]) => id);
  return steps.length > 1 ? steps : [];
}

/** The list with one step elsewhere; `to` counts in the list without it. */
export function moved(steps: readonly string[], from: number, to: number): string[] {
  const rest = steps.filter((_, index) => index !== from);
  const step = steps[from];
  return step === undefined ? [...steps] : [...rest.slice(0, to), step, ...rest.slice(to)];
}
