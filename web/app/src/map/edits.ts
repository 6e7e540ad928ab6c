/** What a hand may do to the map: shown at once, sent in order, taken back by undo. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { keys } from "../api/keys";
import type {
  Hue,
  Journey,
  JourneyChanges,
  JourneyLink,
  Lane,
  NewTouchpoint,
  Stage,
  Touchpoint,
  TouchpointChanges,
} from "../api/types";
import { useUser } from "../session/session";
import { provisional, realId, withRealIds } from "./hand/ids";
import { apply, type Op, type StageChanges, valuesBefore } from "./hand/ops";
import { type Landed, send } from "./hand/send";
import * as model from "./model";

export interface MapEdits {
  /** Changes fields of a touchpoint; `translations` only names the texts that change. */
  change(
    touchpoint: Touchpoint,
    patch: TouchpointChanges,
    more?: { translations?: Touchpoint["translations"] },
  ): void;
  changeJourney(changes: JourneyChanges): void;
  setLanes(lanes: Lane[]): void;
  addLink(from: string, to: string, label: string): void;
  removeLink(link: Pick<JourneyLink, "from" | "to">): void;
  /** Notes that these were gone through today and found right. */
  review(ids: readonly string[]): void;
  paste(stageId: string, position: number, touchpoints: NewTouchpoint[]): string[];
  /** `position` counts among the touchpoints of the stage that stay. */
  moveMany(ids: readonly string[], stageId: string, position: number): void;
  removeMany(ids: readonly string[]): void;

  addStage(name: string, hue?: Hue): void;
  changeStage(stage: Stage, changes: StageChanges): void;
  moveStage(stage: Stage, position: number): void;
  deleteStage(stage: Stage): void;
  /** `done` gets the touchpoint once the server has made it. */
  addTouchpoint(stage: Stage, touchpoint: NewTouchpoint, done?: (made: Touchpoint) => void): void;
  renameTouchpoint(touchpoint: Touchpoint, name: string): void;
  moveTouchpoint(touchpoint: Touchpoint, stageId: string, position: number): void;
  deleteTouchpoint(touchpoint: Touchpoint): void;
}

interface Change {
  op: Op;
  done?: (journey: Journey) => void;
}

export function useMapEdits(journeyId: string): MapEdits {
  const client = useQueryClient();
  const { name: person } = useUser();
  const key = keys.journey(journeyId);
  const mutationKey = ["map", journeyId];
  const { mutate } = useMutation({
    mutationKey,
    // One after the other: two quick moves must reach the server in their order.
    scope: { id: `map-${journeyId}` },
    mutationFn: async ({ op }: Change): Promise<Landed> => {
      const server = client.getQueryData<Journey>(keys.journey(journeyId));
      if (!server) throw new Error("a change to a journey that was not read");
      return send(withRealIds(op), server);
    },
    onMutate: async ({ op }) => {
      await client.cancelQueries({ queryKey: key });
      const before = client.getQueryData<Journey>(key);
      if (before) client.setQueryData(key, apply(before, op));
      return before;
    },
    onError: (_error, _change, before) => {
      if (before) client.setQueryData(key, before);
    },
    onSuccess: (landed, { done }) => {
      client.setQueryData<Journey>(key, (journey) => journey && landed(journey));
      const journey = client.getQueryData<Journey>(key);
      if (journey) done?.(journey);
    },
    onSettled: () => {
      // With more changes on their way, refetching now would show the map without them.
      if (client.isMutating({ mutationKey }) > 1) return;
      void client.invalidateQueries({ queryKey: key });
      void client.invalidateQueries({ queryKey: ["figures", journeyId] });
      void client.invalidateQueries({ queryKey: keys.journeys });
    },
  });

  return useMemo(() => {
    const now = () => client.getQueryData<Journey>(keys.journey(journeyId));
    const dispatch = (op: Op, done?: Change["done"]) => mutate({ op, done });
    const change = (touchpoint: Touchpoint, patch: TouchpointChanges) => {
      const journey = now();
      const seen =
        (journey && model.findTouchpoint(journey, touchpoint.id)?.touchpoint) ?? touchpoint;
      dispatch({
        do: "touchpoint.change",
        id: touchpoint.id,
        patch,
        base: valuesBefore(seen, patch),
        revision: seen.revision,
      });
    };
    const add = (
      stageId: string,
      position: number,
      touchpoints: NewTouchpoint[],
      done?: Change["done"],
    ) => {
      const ids = touchpoints.map(provisional);
      dispatch({ do: "touchpoints.add", ids, stageId, position, touchpoints }, done);
      return ids;
    };
    const moveMany: MapEdits["moveMany"] = (ids, stageId, position) =>
      dispatch({ do: "touchpoints.move", ids: [...ids], stageId, position });
    const removeMany: MapEdits["removeMany"] = (ids) =>
      dispatch({ do: "touchpoints.remove", ids: [...ids] });

    return {
      change: (touchpoint, patch, more) =>
        change(touchpoint, more?.translations ? { ...patch, ...more } : patch),
      changeJourney: (changes) => dispatch({ do: "journey.change", changes }),
      setLanes: (lanes) => dispatch({ do: "journey.change", changes: { lanes } }),
      addLink: (from, to, label) =>
        dispatch({ do: "link.add", id: provisional(), from, to, label }),
      removeLink: ({ from, to }) => dispatch({ do: "link.remove", from, to }),
      review: (ids) =>
        dispatch({
          do: "touchpoints.review",
          ids: [...ids],
          by: person,
          at: new Date().toISOString(),
        }),
      paste: (stageId, position, touchpoints) => add(stageId, position, touchpoints),
      moveMany,
      removeMany,
      addStage: (name, hue) =>
        dispatch({
          do: "stage.add",
          id: provisional(),
          name,
          hue,
          position: now()?.stages.length ?? 0,
        }),
      changeStage: (stage, changes) => dispatch({ do: "stage.change", id: stage.id, changes }),
      moveStage: (stage, position) => dispatch({ do: "stage.move", id: stage.id, position }),
      deleteStage: (stage) => dispatch({ do: "stage.remove", id: stage.id }),
      addTouchpoint: (stage, touchpoint, done) => {
        const position = touchpoint.position ?? stage.touchpoints.length;
        const [id = ""] = add(stage.id, position, [touchpoint], (journey) => {
          const made = model.findTouchpoint(journey, realId(id))?.touchpoint;
          if (made) done?.(made);
        });
      },
      renameTouchpoint: (touchpoint, name) => change(touchpoint, { name }),
      moveTouchpoint: (touchpoint, stageId, position) =>
        moveMany([touchpoint.id], stageId, position),
      deleteTouchpoint: (touchpoint) => removeMany([touchpoint.id]),
    };
  }, [client, journeyId, mutate, person]);
}
