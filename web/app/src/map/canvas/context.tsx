/**
 * What cells share. It changes only with the language, the right to edit or the journey itself,
 * never with its content: a cell is drawn anew when its own touchpoint changed, and only then.
 */
import { useNavigate } from "@tanstack/react-router";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { Journey, Language } from "../../api/types";
import { useI18n } from "../../i18n";
import type { MapSearch } from "../../routes";
import { useMap } from "../context";
import type { MapEdits } from "../edits";
import type { Selection } from "../hand/selection";
import { FiguresProvider } from "./figures";
import type { Reading } from "./speech";

export interface CanvasContext {
  journeyId: string;
  editable: boolean;
  edits: MapEdits;
  selection: Selection;
  /** The language of the map's words, when it is not the one they were written in. */
  reading: Reading;
  /** The language in which the map was written. */
  original: Language;
  /** What the map itself says in its other language: its name, its lanes. */
  own: Pick<Journey, "translations">;
  open(touchpoint: string): void;
}

const Context = createContext<CanvasContext | null>(null);

/** The list that fields for a team suggest from: teams already named on this map. */
export const TEAMS = "canvas-teams";

function Teams() {
  const { journey } = useMap();
  const teams = useMemo(() => {
    const named = journey.stages.flatMap((stage) =>
      stage.touchpoints.flatMap(({ owning_team, actions }) => [
        owning_team,
        ...actions.map(({ team }) => team),
      ]),
    );
    return [...new Set(named.filter(Boolean))].sort();
  }, [journey]);
  return (
    <datalist id={TEAMS}>
      {teams.map((team) => (
        <option key={team} value={team} />
      ))}
    </datalist>
  );
}

export function CanvasProvider(props: { children: ReactNode }) {
  const { language } = useI18n();
  const { journey, editable, edits, hand, search } = useMap();
  const { selection } = hand;
  const { translations } = journey;
  const navigate = useNavigate({ from: "/journeys/$id" });
  const original = journey.language ?? language;
  const reading = search.lang && search.lang !== original ? search.lang : null;
  const value = useMemo<CanvasContext>(
    () => ({
      journeyId: journey.id,
      editable,
      edits,
      selection,
      reading,
      original,
      own: { translations },
      open: (touchpoint) =>
        void navigate({ search: (old: MapSearch) => ({ ...old, touchpoint, panel: undefined }) }),
    }),
    [journey.id, editable, edits, selection, reading, original, translations, navigate],
  );
  return (
    <Context value={value}>
      <FiguresProvider>{props.children}</FiguresProvider>
      <Teams />
    </Context>
  );
}

export function useCanvas(): CanvasContext {
  const value = useContext(Context);
  if (!value) throw new Error("useCanvas outside CanvasProvider");
  return value;
}
