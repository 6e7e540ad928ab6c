/** What a hand may do to the map: shown at once, sent in order, taken back by undo. */
import { useMemo } from "react";
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
import { useI18n } from "../i18n";
import { useUser } from "../session/session";
import { toast } from "../ui/toasts";
import type { Hand } from "./hand/hand";
import type { Label } from "./hand/history";
import { provisional, realId } from "./hand/ids";
import { type Op, type StageChanges, valuesBefore } from "./hand/ops";
import * as model from "./model";

export interface MapEdits {
  /** Changes fields of a touchpoint; `translations` only names the texts that change. */
  change(
    touchpoint: Touchpoint,
    patch: TouchpointChanges,
    more?: { translations?: Touchpoint["translations"] },
  ): void;
  /** Changes several touchpoints as one step; null leaves one as it is. */
  changeMany(
    ids: readonly string[],
    patchOf: (touchpoint: Touchpoint) => TouchpointChanges | null,
  ): void;
  changeJourney(changes: JourneyChanges): void;
  setLanes(lanes: Lane[]): void;
  /** Draws it, or changes what it says; `translations` only names the texts that change. */
  addLink(from: string, to: string, label: string, translations?: model.Translations): void;
  removeLink(link: Pick<JourneyLink, "from" | "to">): void;
  /** Notes that these were gone through now and found right. */
  review(ids: readonly string[]): void;
  paste(stageId: string, position: number, touchpoints: NewTouchpoint[]): string[];
  /** `position` counts among the touchpoints of the stage that stay. */
  moveMany(ids: readonly string[], stageId: string, position: number): void;
  removeMany(ids: readonly string[]): void;

  addStage(name: string, hue?: Hue): void;
  changeStage(stage: Stage, changes: StageChanges): void;
  moveStage(stage: Stage, position: number): void;
  deleteStage(stage: Stage): void;
  /** Answers its id until the server has named it; `done` gets the touchpoint from then on. */
  addTouchpoint(stage: Stage, touchpoint: NewTouchpoint, done?: (made: Touchpoint) => void): string;
  renameTouchpoint(touchpoint: Touchpoint, name: string): void;
  moveTouchpoint(touchpoint: Touchpoint, stageId: string, position: number): void;
  deleteTouchpoint(touchpoint: Touchpoint): void;
}

export function useMapEdits({ outbox, history }: Hand): MapEdits {
  const { t, n } = useI18n();
  const { name: person } = useUser();

  return useMemo(() => {
    const dispatchAll = (ops: Op[], label?: Label, done?: (journey: Journey) => void) => {
      const step = label && history.note(ops, label);
      outbox.push(ops, done);
      return step;
    };
    const dispatch = (op: Op, label?: Label, done?: (journey: Journey) => void) =>
      dispatchAll([op], label, done);
    const find = (id: string) => {
      const journey = outbox.shown();
      return journey && model.findTouchpoint(journey, id);
    };
    const naming = (ids: readonly string[]): Omit<Label, "did"> =>
      ids.length === 1 ? { name: find(ids[0] ?? "")?.touchpoint.name } : { count: ids.length };

    const changeOp = (touchpoint: Touchpoint, patch: TouchpointChanges): Op => {
      const found = find(touchpoint.id);
      const seen = found?.touchpoint ?? touchpoint;
      return {
        do: "touchpoint.change",
        id: seen.id,
        patch,
        base: valuesBefore(seen, patch),
        was: { name: seen.name, stageId: seen.stage_id, position: found?.index ?? 0 },
      };
    };
    const change = (touchpoint: Touchpoint, patch: TouchpointChanges) => {
      const did =
        "name" in patch ? "rename" : "felt" in patch || "wished" in patch ? "feeling" : "change";
      const name = find(touchpoint.id)?.touchpoint.name ?? touchpoint.name;
      dispatch(changeOp(touchpoint, patch), { did, name });
    };
    const add = (
      stageId: string,
      position: number,
      touchpoints: NewTouchpoint[],
      did: "add" | "paste",
      done?: (journey: Journey) => void,
    ) => {
      const ids = touchpoints.map(provisional);
      const what =
        touchpoints.length === 1 ? { name: touchpoints[0]?.name } : { count: ids.length };
      dispatch(
        { do: "touchpoints.add", ids, stageId, position, touchpoints },
        { did, ...what },
        done,
      );
      return ids;
    };
    const moveMany: MapEdits["moveMany"] = (ids, stageId, position) => {
      dispatch(
        { do: "touchpoints.move", ids: [...ids], stageId, position },
        { did: "move", ...naming(ids) },
      );
    };
    const offerUndo = (text: string, step: number | undefined) => {
      if (step === undefined) return;
      toast({ text, action: { label: t("common.undo"), run: () => history.revert(step) } });
    };
    const removeMany: MapEdits["removeMany"] = (ids) => {
      const what = naming(ids);
      const step = dispatch(
        { do: "touchpoints.remove", ids: [...ids] },
        { did: "remove", ...what },
      );
      offerUndo(
        what.count === undefined
          ? t("common.deleted", { name: what.name ?? "" })
          : t("hand.deleted_many", { count: what.count }),
        step,
      );
    };

    return {
      change: (touchpoint, patch, more) =>
        change(touchpoint, more?.translations ? { ...patch, ...more } : patch),
      changeMany: (ids, patchOf) => {
        const ops = ids.flatMap((id) => {
          const touchpoint = find(id)?.touchpoint;
          const patch = touchpoint && patchOf(touchpoint);
          return touchpoint && patch ? [changeOp(touchpoint, patch)] : [];
        });
        if (ops.length > 0) dispatchAll(ops, { did: "change", ...naming(ids) });
      },
      changeJourney: (changes) => {
        dispatch({ do: "journey.change", changes }, { did: "journey" });
      },
      setLanes: (lanes) => {
        dispatch({ do: "journey.change", changes: { lanes } }, { did: "lanes" });
      },
      addLink: (from, to, label, translations) => {
        dispatch(
          { do: "link.add", id: provisional(), from, to, label, translations },
          { did: "link", name: find(from)?.touchpoint.name },
        );
      },
      removeLink: ({ from, to }) => {
        dispatch(
          { do: "link.remove", from, to },
          { did: "unlink", name: find(from)?.touchpoint.name },
        );
      },
      review: (ids) => {
        const what = naming(ids);
        const at = new Date().toISOString();
        const step = dispatch(
          { do: "touchpoints.review", ids: [...ids], by: person, at },
          { did: "review", ...what },
        );
        offerUndo(
          what.count === undefined
            ? t("review.done", { name: what.name ?? "" })
            : n("attention.marked", what.count),
          step,
        );
      },
      paste: (stageId, position, touchpoints) => add(stageId, position, touchpoints, "paste"),
      moveMany,
      removeMany,
      addStage: (name, hue) => {
        const position = outbox.shown()?.stages.length ?? 0;
        dispatch(
          { do: "stage.add", id: provisional(), name, hue, position },
          { did: "stage_add", name },
        );
      },
      changeStage: (stage, changes) => {
        dispatch(
          { do: "stage.change", id: stage.id, changes },
          { did: "stage_change", name: stage.name },
        );
      },
      moveStage: (stage, position) => {
        dispatch(
          { do: "stage.move", id: stage.id, position },
          { did: "stage_move", name: stage.name },
        );
      },
      deleteStage: (stage) => {
        const step = dispatch(
          { do: "stage.remove", id: stage.id },
          { did: "stage_remove", name: stage.name },
        );
        offerUndo(t("common.deleted", { name: stage.name }), step);
      },
      addTouchpoint: (stage, touchpoint, done) => {
        const position = touchpoint.position ?? stage.touchpoints.length;
        const [id = ""] = add(stage.id, position, [touchpoint], "add", (journey) => {
          const made = model.findTouchpoint(journey, realId(id))?.touchpoint;
          if (made) done?.(made);
        });
        return id;
      },
      renameTouchpoint: (touchpoint, name) => change(touchpoint, { name }),
      moveTouchpoint: (touchpoint, stageId, position) =>
        moveMany([touchpoint.id], stageId, position),
      deleteTouchpoint: (touchpoint) => removeMany([touchpoint.id]),
    };
  }, [outbox, history, person, t, n]);
}
