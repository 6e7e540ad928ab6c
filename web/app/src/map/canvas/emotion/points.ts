/** What each touchpoint says of feelings: drawn, wished, measured. Pure. */
import type { Stage, Touchpoint, TouchpointFigures } from "../../../api/types";
import type { Layout } from "../layout";

/** Fewer answers are shown, but as too few to rely on. */
export const FEW_ANSWERS = 20;

export interface EmotionPoint {
  touchpoint: Touchpoint;
  x: number;
  felt: number | null;
  wished: number | null;
  measured: number | null;
  answers: number;
}

export function emotionPoints(
  stages: readonly Stage[],
  layout: Layout,
  figuresOf: (id: string) => TouchpointFigures | undefined,
): EmotionPoint[] {
  const places = new Map(layout.columns.map(({ id, x }) => [id, x + layout.column / 2]));
  return stages.flatMap(({ touchpoints }) =>
    touchpoints.map((touchpoint) => {
      const felt = figuresOf(touchpoint.id)?.felt;
      return {
        touchpoint,
        x: places.get(touchpoint.id) ?? 0,
        felt: touchpoint.felt,
        wished: touchpoint.wished,
        measured: felt ? felt.mean : null,
        answers: felt?.answers ?? 0,
      };
    }),
  );
}
