/** The views, each loaded by those who look at it. */
import { type ComponentType, lazy } from "react";
import type { RealityView } from "./search";

const loads: Record<RealityView, () => Promise<ComponentType>> = {
  flow: () => import("./flow/FlowView").then((m) => m.FlowView),
  steps: () => import("./steps/StepsView").then((m) => m.StepsView),
  paths: () => import("./paths/PathsView").then((m) => m.PathsView),
  funnel: () => import("./funnel/FunnelView").then((m) => m.FunnelView),
  times: () => import("./times/TimesView").then((m) => m.TimesView),
  cohorts: () => import("./cohorts/CohortsView").then((m) => m.CohortsView),
  changes: () => import("./changes/ChangesView").then((m) => m.ChangesView),
  drift: () => import("./drift/DriftView").then((m) => m.DriftView),
  credit: () => import("./credit/CreditView").then((m) => m.CreditView),
};

const ready = new Map<RealityView, ComponentType>();
const shown = new Map<RealityView, ComponentType>();

/** Loads a view before it is drawn: React would hide it for a moment otherwise, however soon it is there. */
export async function load(view: RealityView): Promise<void> {
  ready.set(view, await loads[view]());
}

/** A view; the same component every time. */
export function screenOf(view: RealityView): ComponentType {
  const known = shown.get(view) ?? ready.get(view);
  const screen = known ?? lazy(() => loads[view]().then((component) => ({ default: component })));
  shown.set(view, screen);
  return screen;
}
