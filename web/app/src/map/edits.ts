/** Changes of the map: shown at once, undone when the server refuses them. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { Hue, Journey, Signal, Stage, Touchpoint } from "../api/types";
import { useI18n } from "../i18n";
import { toast } from "../ui/toasts";
import * as model from "./model";

/** One change: how it looks now, and the request that makes it true. */
interface Change {
  now?: (journey: Journey) => Journey;
  request: () => Promise<unknown>;
  done?: () => void;
}

export interface MapEdits {
  addStage(name: string, hue?: Hue): void;
  changeStage(stage: Stage, changes: { name?: string; hue?: Hue }): void;
  moveStage(stage: Stage, position: number): void;
  deleteStage(stage: Stage): void;
  addTouchpoint(
    stage: Stage,
    touchpoint: { name: string; signals?: Signal[] },
    done?: (made: Touchpoint) => void,
  ): void;
  renameTouchpoint(touchpoint: Touchpoint, name: string): void;
  moveTouchpoint(touchpoint: Touchpoint, stageId: string, position: number): void;
  deleteTouchpoint(touchpoint: Touchpoint): void;
}

export function useMapEdits(journeyId: string): MapEdits {
  const client = useQueryClient();
  const { t } = useI18n();
  const mutationKey = ["map", journeyId];
  const { mutate } = useMutation({
    mutationKey,
    // One after the other: two quick moves must reach the server in their order.
    scope: { id: `map-${journeyId}` },
    mutationFn: (change: Change) => change.request(),
    onMutate: async (change) => {
      if (!change.now) return undefined;
      await client.cancelQueries({ queryKey: keys.journey(journeyId) });
      const before = client.getQueryData<Journey>(keys.journey(journeyId));
      if (before) client.setQueryData(keys.journey(journeyId), change.now(before));
      return before;
    },
    onError: (_error, change, before) => {
      if (change.now && before) client.setQueryData(keys.journey(journeyId), before);
    },
    onSuccess: (_answer, change) => change.done?.(),
    onSettled: () => {
      // With more changes on their way, refetching now would show the map without them.
      if (client.isMutating({ mutationKey }) > 1) return;
      void client.invalidateQueries({ queryKey: keys.journey(journeyId) });
      void client.invalidateQueries({ queryKey: ["figures", journeyId] });
      void client.invalidateQueries({ queryKey: keys.journeys });
    },
  });

  return useMemo(() => {
    const byId = (id: string) => ({ params: { path: { id } } });
    const offerUndo = (name: string, restore: () => Promise<unknown>) =>
      toast({
        text: t("common.deleted", { name }),
        action: { label: t("common.undo"), run: () => mutate({ request: restore }) },
      });

    return {
      addStage: (name, hue) =>
        mutate({
          request: () =>
            call(
              http.POST("/api/v1/journeys/{id}/stages", {
                ...byId(journeyId),
                body: { name, hue },
              }),
            ),
        }),
      changeStage: (stage, changes) =>
        mutate({
          now: (journey) => model.changeStage(journey, stage.id, changes),
          request: () =>
            call(http.PATCH("/api/v1/stages/{id}", { ...byId(stage.id), body: changes })),
        }),
      moveStage: (stage, position) =>
        mutate({
          now: (journey) => model.moveStage(journey, stage.id, position),
          request: () =>
            call(http.PATCH("/api/v1/stages/{id}", { ...byId(stage.id), body: { position } })),
        }),
      deleteStage: (stage) =>
        mutate({
          now: (journey) => model.removeStage(journey, stage.id),
          request: () => call(http.DELETE("/api/v1/stages/{id}", byId(stage.id))),
          done: () =>
            offerUndo(stage.name, () =>
              call(http.POST("/api/v1/stages/{id}/restore", byId(stage.id))),
            ),
        }),
      addTouchpoint: (stage, touchpoint, done) => {
        let made: Touchpoint;
        mutate({
          request: async () => {
            made = await call(
              http.POST("/api/v1/stages/{id}/touchpoints", { ...byId(stage.id), body: touchpoint }),
            );
          },
          done: () => done?.(made),
        });
      },
      renameTouchpoint: (touchpoint, name) =>
        mutate({
          now: (journey) => model.changeTouchpoint(journey, touchpoint.id, { name }),
          request: () =>
            call(
              http.PATCH("/api/v1/touchpoints/{id}", { ...byId(touchpoint.id), body: { name } }),
            ),
        }),
      moveTouchpoint: (touchpoint, stage_id, position) =>
        mutate({
          now: (journey) => model.moveTouchpoint(journey, touchpoint.id, stage_id, position),
          request: () =>
            call(
              http.PATCH("/api/v1/touchpoints/{id}", {
                ...byId(touchpoint.id),
                body: { stage_id, position },
              }),
            ),
        }),
      deleteTouchpoint: (touchpoint) =>
        mutate({
          now: (journey) => model.removeTouchpoint(journey, touchpoint.id),
          request: () => call(http.DELETE("/api/v1/touchpoints/{id}", byId(touchpoint.id))),
          done: () =>
            offerUndo(touchpoint.name, () =>
              call(http.POST("/api/v1/touchpoints/{id}/restore", byId(touchpoint.id))),
            ),
        }),
    };
  }, [journeyId, mutate, t]);
}
