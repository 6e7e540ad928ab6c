/** The emotion curve: points to paths. Values run from −2 to +2. Pure. */

export const LOWEST = -2;
export const HIGHEST = 2;

export interface Point {
  x: number;
  /** Null where nothing is drawn or measured: the curve has a gap there. */
  value: number | null;
}

interface Place {
  x: number;
  y: number;
}

/** What the server keeps: tenths, within the scale. */
export const snap = (value: number): number =>
  Math.round(Math.min(HIGHEST, Math.max(LOWEST, value)) * 10) / 10;

export const yOf = (value: number, height: number, margin: number): number =>
  margin + ((HIGHEST - value) / (HIGHEST - LOWEST)) * (height - 2 * margin);

export const valueAt = (y: number, height: number, margin: number): number =>
  snap(HIGHEST - ((y - margin) / (height - 2 * margin)) * (HIGHEST - LOWEST));

/** The step of the diverging scale that a value takes its colour from, 0 to 4. */
export const stepOf = (value: number): number => Math.round(value) + 2;

/** Neighbours that both have a value, in runs. A run of one is a lone point. */
export function runs<T>(items: readonly T[], has: (item: T) => boolean): T[][] {
  const found: T[][] = [];
  let run: T[] = [];
  for (const item of items) {
    if (has(item)) run.push(item);
    else if (run.length > 0) {
      found.push(run);
      run = [];
    }
  }
  if (run.length > 0) found.push(run);
  return found;
}

/** Slopes of a curve that never overshoots its points (Fritsch and Carlson): no false peaks. */
function slopes(places: readonly Place[]): number[] {
  const steps = places.slice(1).map((to, index) => {
    const from = places[index] as Place;
    return (to.y - from.y) / (to.x - from.x || 1);
  });
  return places.map((_, index) => {
    const before = steps[index - 1];
    const after = steps[index];
    if (before === undefined) return after ?? 0;
    if (after === undefined) return before;
    if (before * after <= 0) return 0;
    return (2 * before * after) / (before + after);
  });
}

/** Cubic segments through the places, without the move to the first. */
function segments(places: readonly Place[]): string {
  const slope = slopes(places);
  let path = "";
  for (let index = 1; index < places.length; index += 1) {
    const from = places[index - 1] as Place;
    const to = places[index] as Place;
    const third = (to.x - from.x) / 3;
    const a = from.y + (slope[index - 1] ?? 0) * third;
    const b = to.y - (slope[index] ?? 0) * third;
    path += `C${from.x + third} ${a.toFixed(1)} ${to.x - third} ${b.toFixed(1)} ${to.x} ${to.y.toFixed(1)}`;
  }
  return path;
}

const places = (points: readonly Point[], y: (value: number) => number): Place[] =>
  points.map(({ x, value }) => ({ x, y: y(value ?? 0) }));

/** The curve, with a gap wherever a point has no value. */
export function curvePath(points: readonly Point[], y: (value: number) => number): string {
  return runs(points, ({ value }) => value !== null)
    .filter((run) => run.length > 1)
    .map((run) => {
      const at = places(run, y);
      const [first] = at;
      return first ? `M${first.x} ${first.y.toFixed(1)}${segments(at)}` : "";
    })
    .join("");
}

/** The areas between two curves, where both have values at neighbouring points. */
export function gapPath(
  one: readonly Point[],
  other: readonly Point[],
  y: (value: number) => number,
): string {
  const pairs = one.map((point, index) => ({ point, against: other[index] as Point }));
  return runs(pairs, ({ point, against }) => point.value !== null && against.value !== null)
    .filter((run) => run.length > 1)
    .map((run) => {
      const there = places(
        run.map(({ point }) => point),
        y,
      );
      const back = places(
        run.map(({ against }) => against),
        y,
      ).reverse();
      const [start] = there;
      const [turn] = back;
      if (!start || !turn) return "";
      return `M${start.x} ${start.y.toFixed(1)}${segments(there)}L${turn.x} ${turn.y.toFixed(1)}${segments(back)}Z`;
    })
    .join("");
}

/** How far the team's belief lies above (+) or below (−) what was measured, on average. */
export function perceptionGap(
  pairs: readonly { felt: number | null; measured: number | null }[],
): { gap: number; points: number } | null {
  const known = pairs.filter(({ felt, measured }) => felt !== null && measured !== null);
  if (known.length === 0) return null;
  const sum = known.reduce((total, { felt, measured }) => total + (felt ?? 0) - (measured ?? 0), 0);
  return { gap: sum / known.length, points: known.length };
}
