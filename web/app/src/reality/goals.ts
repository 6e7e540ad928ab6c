/** Where a journey wants its customers, and where orders are placed: what questions begin with. */
import type { Journey } from "../api/types";

type Touchpoint = Journey["stages"][number]["touchpoints"][number];

/** The places that hold such a touchpoint: itself, or its stage. */
function placesWith(
  journey: Journey,
  by: "stage" | undefined,
  holds: (touchpoint: Touchpoint) => boolean,
): string[] {
  return journey.stages.flatMap((stage) => {
    const found = stage.touchpoints.filter(holds);
    if (by === "stage") return found.length > 0 ? [stage.id] : [];
    return found.map(({ id }) => id);
  });
}

export const goalsOf = (journey: Journey, by: "stage" | undefined): string[] =>
  placesWith(journey, by, ({ goal }) => goal);

/** Touchpoints that claim orders; the goals of a journey whose orders nobody claims. */
export function ordersOf(journey: Journey): string[] {
  const ordered = placesWith(journey, undefined, ({ signals }) =>
    signals.some(({ kind }) => kind === "order_completed"),
  );
  return ordered.length > 0 ? ordered : goalsOf(journey, undefined);
}
