/** What all views of “Reality” share: the journey, its places, the question, the address. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { createContext, type ReactNode, useCallback, useContext, useMemo } from "react";
import type { Journey } from "../api/types";
import { usePeriodWords } from "../map/context";
import { type Place, placesOf, type Question, questionOf } from "./queries";
import { type RealitySearch, realityPeriod } from "./search";

interface RealityContext {
  journey: Journey;
  /** Touchpoints or stages, in the order of the map. */
  places: readonly Place[];
  /** A place by the name that reports give it. */
  named: ReadonlyMap<string, Place>;
  question: Question;
  periodWords: string;
  search: RealitySearch;
  /** Changes the address; what is not named stays. */
  go(changes: RealitySearch, push?: boolean): void;
  /** Opens another address in place of all that is said now. */
  open(search: RealitySearch): void;
}

const Context = createContext<RealityContext | null>(null);

export function useAddress() {
  const search = useSearch({ from: "/shell/reality" });
  const navigate = useNavigate({ from: "/reality" });
  const go = useCallback(
    (changes: RealitySearch, push = false) =>
      void navigate({
        search: (old: RealitySearch) => ({ ...old, ...changes }),
        replace: !push,
      }),
    [navigate],
  );
  const open = useCallback(
    (wanted: RealitySearch) => void navigate({ search: wanted }),
    [navigate],
  );
  return { search, go, open };
}

export function RealityProvider(props: { journey: Journey; children: ReactNode }) {
  const { journey } = props;
  const { search, go, open } = useAddress();
  const periodWords = usePeriodWords(realityPeriod(search));
  const value = useMemo<RealityContext>(() => {
    const places = placesOf(journey, search.by);
    return {
      journey,
      places,
      named: new Map(places.map((place) => [place.name, place])),
      question: questionOf(search, journey),
      periodWords,
      search,
      go,
      open,
    };
  }, [journey, search, periodWords, go, open]);
  return <Context value={value}>{props.children}</Context>;
}

export function useReality(): RealityContext {
  const value = useContext(Context);
  if (!value) throw new Error("useReality outside RealityProvider");
  return value;
}
