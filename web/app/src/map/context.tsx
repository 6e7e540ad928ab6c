/** What all parts of one map share: the journey, its figures, its period, what may be changed. */
import { useNavigate } from "@tanstack/react-router";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo } from "react";
import type { Journey, JourneyFigures, StageFigures, TouchpointFigures } from "../api/types";
import { useI18n } from "../i18n";
import type { MapSearch } from "../routes";
import { type MapEdits, useMapEdits } from "./edits";
import { HandContext } from "./hand/HandContext";
import { type Hand, useHand, useShown } from "./hand/hand";
import { realId } from "./hand/ids";
import type { Period } from "./period";

export interface MapContext {
  journey: Journey;
  figures: JourneyFigures | undefined;
  /** `none` when they failed, or for an old version, whose signals no longer count. */
  figuresState: "loading" | "ready" | "none";
  /** These figures are of another period, shown until those asked for arrive. */
  figuresStale: boolean;
  period: Period;
  /** The period in words, for definitions: “Last 30 days”. */
  periodWords: string;
  /** Whether this person may edit, and is not reading an old version. */
  editable: boolean;
  edits: MapEdits;
  /** What is on its way, what can be undone, what is selected. Stable: subscribe to its parts. */
  hand: Hand;
  search: MapSearch;
  /** Changes the address; what is not named stays. */
  go(search: MapSearch, replace?: boolean): void;
  stageFigures(id: string): StageFigures | undefined;
  touchpointFigures(id: string): TouchpointFigures | undefined;
}

const Context = createContext<MapContext | null>(null);

export function usePeriodWords(period: Period): string {
  const { t, format } = useI18n();
  return "period" in period ? t(`period.${period.period}`) : format.range(period.from, period.to);
}

/** The address with the touchpoint as the server calls it, once it has named it. */
function useNamed(search: MapSearch): MapSearch {
  const touchpoint = search.touchpoint && realId(search.touchpoint);
  return useMemo(() => ({ ...search, touchpoint }), [search, touchpoint]);
}

export function MapProvider(props: {
  journey: Journey;
  figures: JourneyFigures | undefined;
  figuresState: MapContext["figuresState"];
  figuresStale: boolean;
  period: Period;
  editable: boolean;
  search: MapSearch;
  children: ReactNode;
}) {
  const { figures, figuresState, figuresStale, period, editable } = props;
  const navigate = useNavigate({ from: "/journeys/$id" });
  const search = useNamed(props.search);
  const hand = useHand(props.journey.id);
  const journey = useShown(hand, props.journey, search.version === undefined);
  const edits = useMapEdits(hand);
  const periodWords = usePeriodWords(period);

  // The same for as long as one stays: a panel that opens listens, and takes the focus, once.
  const go = useCallback(
    (next: MapSearch, replace?: boolean) =>
      void navigate({ search: (old: MapSearch) => ({ ...old, ...next }), replace }),
    [navigate],
  );
  const { touchpoint } = search;
  useEffect(() => {
    if (touchpoint === props.search.touchpoint) return;
    go({ touchpoint }, true);
  }, [touchpoint, props.search.touchpoint, go]);

  const value = useMemo<MapContext>(() => {
    const stages = new Map(figures?.stages.map((item) => [item.stage_id, item]));
    const touchpoints = new Map(figures?.touchpoints.map((item) => [item.touchpoint_id, item]));
    return {
      journey,
      figures,
      figuresState,
      figuresStale,
      period,
      periodWords,
      editable,
      edits,
      hand,
      search,
      go,
      stageFigures: (id) => stages.get(id),
      touchpointFigures: (id) => touchpoints.get(id),
    };
  }, [
    journey,
    figures,
    figuresState,
    figuresStale,
    period,
    periodWords,
    editable,
    edits,
    hand,
    search,
    go,
  ]);
  return (
    <HandContext value={hand}>
      <Context value={value}>{props.children}</Context>
    </HandContext>
  );
}

export function useMap(): MapContext {
  const value = useContext(Context);
  if (!value) throw new Error("useMap outside MapProvider");
  return value;
}
