/** Credit under each model, and where models disagree. */
import { type CreditModel, models, type RealitySearch } from "../search";
import type { Attribution, Touch } from "./query";

export type Unit = NonNullable<RealitySearch["unit"]> | "share";

/** Conversions that a touch preceded: what every model shares out. */
export const credited = ({ conversions, untouched }: Attribution): number =>
  conversions - untouched;

/** A touch's credit under a model, in a unit. */
export function creditOf(
  report: Attribution,
  touch: Touch,
  model: CreditModel,
  unit: Unit,
): number {
  if (unit === "value") return touch[model].value;
  const all = credited(report);
  const { conversions } = touch[model];
  if (unit === "conversions") return conversions;
  return all > 0 ? conversions / all : 0;
}

/** Most credited first, under one model. */
export function ranked(report: Attribution, model: CreditModel, unit: Unit): Touch[] {
  const credit = (touch: Touch) => creditOf(report, touch, model, unit);
  return [...report.touches].sort((a, b) => credit(b) - credit(a));
}

/** Under this difference models are said to agree: ten points. */
const APART = 0.1;

export interface Disagreement {
  name: string;
  model: CreditModel;
  share: number;
  /** What the model that one rests on says of the same touch. */
  rest: number;
}

/** Where another model is furthest from the one that one rests on; null where all are close. */
export function disagreement(report: Attribution, rest: CreditModel): Disagreement | null {
  const found = report.touches.flatMap((touch) =>
    models.map((model) => ({
      name: touch.name,
      model,
      share: creditOf(report, touch, model, "share"),
      rest: creditOf(report, touch, rest, "share"),
    })),
  );
  const distance = ({ share, rest }: Disagreement) => Math.abs(share - rest);
  const most = found.reduce<Disagreement | null>(
    (most, next) => (most === null || distance(next) > distance(most) ? next : most),
    null,
  );
  return most && distance(most) >= APART ? most : null;
}

/** Whether a touch opens paths or closes them: who of the two that disagree gives it more says so. */
export function roleOf(
  { model, share, rest }: Disagreement,
  rests: CreditModel,
): "opens" | "closes" | null {
  const more = share > rest ? model : rests;
  if (more === "first") return "opens";
  return more === "last" ? "closes" : null;
}
