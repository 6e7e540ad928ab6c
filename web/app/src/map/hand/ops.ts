/**
 * The things a hand can do to a map, as data: an operation is shown at once (`apply`), can be
 * taken back (`inverse`), kept on this device and sent later (send.ts). Pure.
 */
import type {
  Hue,
  Journey,
  JourneyChanges,
  NewTouchpoint,
  Stage,
  TouchpointChanges,
} from "../../api/types";
import * as model from "../model";

export interface StageChanges {
  name?: string;
  hue?: Hue;
  translations?: Stage["translations"];
}

export type Op =
  | {
      do: "touchpoint.change";
      id: string;
      patch: TouchpointChanges;
      /** What these fields said to the person who changed them: tells another's edit from none. */
      base: TouchpointChanges;
      /** Where it stood and what it was called: to name it, and to bring it back, once it is gone. */
      was: { name: string; stageId: string; position: number };
    }
  | {
      do: "touchpoints.add";
      /** Provisional ids, one each. */
      ids: string[];
      stageId: string;
      position: number;
      touchpoints: NewTouchpoint[];
    }
  | { do: "touchpoints.move"; ids: string[]; stageId: string; position: number }
  | { do: "touchpoints.remove"; ids: string[] }
  | { do: "touchpoints.restore"; items: model.Placed[] }
  | { do: "touchpoints.review"; ids: string[]; by: string; at: string }
  /** What counts again once one's own last review is taken back. */
  | { do: "touchpoints.unreview"; items: model.Reviewed[] }
  | { do: "stage.add"; id: string; name: string; hue?: Hue; position: number }
  | { do: "stage.change"; id: string; changes: StageChanges }
  | { do: "stage.move"; id: string; position: number }
  | { do: "stage.remove"; id: string }
  | { do: "stage.restore"; stage: Stage; position: number }
  | {
      do: "link.add";
      id: string;
      from: string;
      to: string;
      label: string;
      /** Names only the texts that change. */
      translations?: model.Translations;
    }
  | { do: "link.remove"; from: string; to: string }
  | { do: "journey.change"; changes: JourneyChanges };

/** The journey with an operation done. One whose objects are gone changes nothing. */
export function apply(journey: Journey, op: Op): Journey {
  switch (op.do) {
    case "touchpoint.change": {
      const found = model.findTouchpoint(journey, op.id);
      return found
        ? model.changeTouchpoint(journey, op.id, model.patched(found.touchpoint, op.patch))
        : journey;
    }
    case "touchpoints.add": {
      const missing = op.ids.flatMap((id, index) => {
        const made = op.touchpoints[index];
        return made && !model.findTouchpoint(journey, id)
          ? [model.drawn(id, op.stageId, made)]
          : [];
      });
      return model.insertTouchpoints(journey, op.stageId, op.position, missing);
    }
    case "touchpoints.move":
      return model.moveTouchpoints(journey, op.ids, op.stageId, op.position);
    case "touchpoints.remove":
      return model.removeTouchpoints(journey, op.ids);
    case "touchpoints.restore":
      return model.putBack(journey, op.items);
    case "touchpoints.review":
      return model.markReviewed(
        journey,
        op.ids.map((id) => ({ id, by: op.by, at: op.at })),
      );
    case "touchpoints.unreview":
      return model.markReviewed(journey, op.items);
    case "stage.add": {
      const before = journey.stages[op.position - 1] ?? journey.stages[0];
      const stage: Stage = {
        id: op.id,
        name: op.name,
        // As the server does: a new stage takes the colour of its neighbour.
        hue: op.hue ?? before?.hue ?? "awareness",
        position: op.position,
        translations: {},
        touchpoints: [],
      };
      return model.insertStage(journey, stage, op.position);
    }
    case "stage.change":
      return model.changeStage(journey, op.id, op.changes);
    case "stage.move":
      return model.moveStage(journey, op.id, op.position);
    case "stage.remove":
      return model.removeStage(journey, op.id);
    case "stage.restore":
      return model.insertStage(journey, op.stage, op.position);
    case "link.add":
      return model.addLink(journey, op);
    case "link.remove":
      return model.removeLink(journey, op.from, op.to);
    case "journey.change":
      return model.changeJourney(journey, op.changes);
  }
}

/** What takes `op` back, to be done in this order; read from the journey before it was done. */
export function inverse(journey: Journey, op: Op): Op[] {
  switch (op.do) {
    case "touchpoint.change":
      return [{ ...op, patch: op.base, base: op.patch }];
    case "touchpoints.add":
      return [{ do: "touchpoints.remove", ids: op.ids }];
    case "touchpoints.move":
      return moveBack(journey, op.ids);
    case "touchpoints.remove":
      return [{ do: "touchpoints.restore", items: model.placed(journey, op.ids) }];
    case "touchpoints.restore":
      return [{ do: "touchpoints.remove", ids: op.items.map(({ touchpoint }) => touchpoint.id) }];
    case "touchpoints.review":
      return [{ do: "touchpoints.unreview", items: model.reviewsOf(journey, op.ids) }];
    case "touchpoints.unreview":
      return reviewAgain(journey, op);
    case "stage.add":
      return [{ do: "stage.remove", id: op.id }];
    case "stage.change": {
      const stage = journey.stages.find(({ id }) => id === op.id);
      return stage ? [{ ...op, changes: valuesBefore(stage, op.changes) }] : [];
    }
    case "stage.move": {
      const position = journey.stages.findIndex(({ id }) => id === op.id);
      return position < 0 ? [] : [{ ...op, position }];
    }
    case "stage.remove": {
      const position = journey.stages.findIndex(({ id }) => id === op.id);
      const stage = journey.stages[position];
      return stage ? [{ do: "stage.restore", stage, position }] : [];
    }
    case "stage.restore":
      return [{ do: "stage.remove", id: op.stage.id }];
    case "link.add": {
      const known = journey.links?.find(({ from, to }) => from === op.from && to === op.to);
      if (!known) return [{ do: "link.remove", from: op.from, to: op.to }];
      const { translations = {} } = op;
      return [
        {
          ...op,
          label: known.label,
          translations: translationsBefore(known.translations, translations),
        },
      ];
    }
    case "link.remove": {
      const known = journey.links?.find(({ from, to }) => from === op.from && to === op.to);
      return known ? [{ do: "link.add", ...known }] : [];
    }
    case "journey.change":
      return [{ do: "journey.change", changes: valuesBefore(journey, op.changes) }];
  }
}

/** A review that was taken back and is made again: by the same person. */
function reviewAgain(
  journey: Journey,
  { items }: Extract<Op, { do: "touchpoints.unreview" }>,
): Op[] {
  const ids = items.map(({ id }) => id);
  const last = model.reviewsOf(journey, ids).find(({ at, by }) => at && by);
  if (!last?.at || !last.by) return [];
  return [{ do: "touchpoints.review", ids, by: last.by, at: last.at }];
}

/** Runs of neighbours go back together, from the first place on, each where it stood. */
function moveBack(journey: Journey, ids: readonly string[]): Op[] {
  const ops: Extract<Op, { do: "touchpoints.move" }>[] = [];
  for (const { touchpoint, stageId, position } of model.placed(journey, ids)) {
    const last = ops.at(-1);
    if (last && last.stageId === stageId && last.position + last.ids.length === position) {
      last.ids.push(touchpoint.id);
    } else {
      ops.push({ do: "touchpoints.move", ids: [touchpoint.id], stageId, position });
    }
  }
  return ops;
}

/**
 * What a record says in the fields that a patch names. Texts that are merged (translations, free
 * lanes) name what was not there by its empty value, which takes it away again.
 */
export function valuesBefore<R extends object, P extends object>(record: R, patch: P): P {
  const before: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(patch)) {
    const known = (record as Record<string, unknown>)[field];
    if (field === "translations") {
      before[field] = translationsBefore(
        (known ?? {}) as model.Translations,
        value as model.Translations,
      );
    } else if (field === "free") {
      const lanes = (known ?? {}) as Record<string, unknown>;
      const empty = { text: "", lines: [], address: null };
      before[field] = Object.fromEntries(
        Object.keys(value as object).map((lane) => [lane, lanes[lane] ?? empty]),
      );
    } else {
      before[field] = known ?? null;
    }
  }
  return before as P;
}

function translationsBefore(
  known: model.Translations,
  changes: model.Translations,
): model.Translations {
  return Object.fromEntries(
    Object.entries(changes).map(([language, words]) => [
      language,
      Object.fromEntries(
        Object.keys(words).map((field) => [field, known[language]?.[field] ?? ""]),
      ),
    ]),
  );
}
