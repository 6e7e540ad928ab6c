/** One autosave a touchpoint, kept until it is clean, so that closing a panel loses nothing. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { call, http } from "../../api/client";
import { keys } from "../../api/keys";
import { ApiProblem } from "../../api/problem";
import type { Journey, Touchpoint, TouchpointChanges } from "../../api/types";
import { useMap } from "../context";
import { changeTouchpoint, findTouchpoint } from "../model";
import { journeyQuery } from "../queries";
import { Autosave } from "./autosave";

type Fields = Required<TouchpointChanges>;
type Draft = Autosave<Fields, Touchpoint & Fields>;

const drafts = new Map<string, Draft>();

export function useTouchpointDraft(touchpoint: Touchpoint) {
  const client = useQueryClient();
  const journeyId = useMap().journey.id;
  const [draft] = useState<Draft>(() => {
    const { id } = touchpoint;
    const kept = drafts.get(id);
    if (kept) return kept;
    const made: Draft = new Autosave({
      save: async (changes, expected_revision) =>
        (await call(
          http.PATCH("/api/v1/touchpoints/{id}", {
            params: { path: { id } },
            body: { ...changes, expected_revision },
          }),
        )) as Touchpoint & Fields,
      async read() {
        const journey = await client.fetchQuery({ ...journeyQuery(journeyId), staleTime: 0 });
        const found = findTouchpoint(journey, id);
        if (!found) throw new ApiProblem({ status: 404, code: "touchpoint_not_found" });
        return found.touchpoint as Touchpoint & Fields;
      },
      saved: (record) =>
        client.setQueryData<Journey>(
          keys.journey(journeyId),
          (journey) => journey && changeTouchpoint(journey, id, record),
        ),
    });
    drafts.set(id, made);
    return made;
  });
  const state = useSyncExternalStore(draft.subscribe, draft.snapshot);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (draft.dirty) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("beforeunload", warn);
      void draft.flush().then(() => {
        if (!draft.dirty) drafts.delete(touchpoint.id);
      });
    };
  }, [draft, touchpoint.id]);

  return {
    state,
    /** The record with what was typed over it. */
    shown: { ...touchpoint, ...state.pending } as Touchpoint,
    edit: <K extends keyof Fields>(field: K, value: Fields[K]) =>
      draft.edit(touchpoint as Touchpoint & Fields, field, value),
    flush: () => void draft.flush(),
    resolve: (choice: "mine" | "theirs") => void draft.resolve(choice),
  };
}
