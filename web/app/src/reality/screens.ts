/** The views, each loaded by those who look at it. */
import { type ComponentType, useEffect, useState } from "react";
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

/** Loads a view, unless it is there. */
export async function load(view: RealityView): Promise<void> {
  if (!ready.has(view)) ready.set(view, await loads[view]());
}

/**
 * A view, or nothing while it is on the way. Not by `lazy`: what React reveals after a fallback it holds
 * back for 300 ms, which is longer than most views take to come and to be counted.
 */
export function useScreen(view: RealityView): ComponentType | undefined {
  const [, look] = useState({});
  useEffect(() => {
    if (ready.has(view)) return;
    load(view).then(
      () => look({}),
      (error: unknown) =>
        look(() => {
          throw error;
        }),
    );
  }, [view]);
  return ready.get(view);
}
