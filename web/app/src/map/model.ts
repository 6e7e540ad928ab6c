/** Changes of a journey as the screen shows them before the server has answered. Pure. */
import type {
  Journey,
  JourneyChanges,
  JourneyLink,
  NewTouchpoint,
  Stage,
  Touchpoint,
  TouchpointChanges,
} from "../api/types";

export type Translations = Touchpoint["translations"];

/** A touchpoint where it stood, to be put back there. */
export interface Placed {
  touchpoint: Touchpoint;
  stageId: string;
  position: number;
}

export function findTouchpoint(
  journey: Journey,
  id: string | undefined,
): { stage: Stage; touchpoint: Touchpoint; index: number } | undefined {
  for (const stage of journey.stages) {
    const index = stage.touchpoints.findIndex((touchpoint) => touchpoint.id === id);
    const touchpoint = stage.touchpoints[index];
    if (touchpoint) return { stage, touchpoint, index };
  }
  return undefined;
}

/** Those of `ids` that are there, in the order of the map. */
export function placed(journey: Journey, ids: readonly string[]): Placed[] {
  const wanted = new Set(ids);
  return journey.stages.flatMap((stage) =>
    stage.touchpoints.flatMap((touchpoint, position) =>
      wanted.has(touchpoint.id) ? [{ touchpoint, stageId: stage.id, position }] : [],
    ),
  );
}

function withStages(journey: Journey, stages: Stage[]): Journey {
  return { ...journey, has_unpublished_changes: true, stages };
}

function insert<T>(list: readonly T[], index: number, ...items: T[]): T[] {
  const at = Math.max(0, Math.min(index, list.length));
  return [...list.slice(0, at), ...items, ...list.slice(at)];
}

/** Positions follow the order of the list, as the server numbers them. */
function renumber<T extends { position: number }>(list: T[]): T[] {
  return list.map((item, position) => (item.position === position ? item : { ...item, position }));
}

/** One language's words laid over those known; an empty text takes a translation away. */
export function mergeTranslations(known: Translations, changes: Translations): Translations {
  const merged: Translations = { ...known };
  for (const [language, words] of Object.entries(changes)) {
    const kept = Object.entries({ ...merged[language], ...words }).filter(([, text]) => text);
    // As the server does: nothing is left of a language without words.
    if (kept.length > 0) merged[language] = Object.fromEntries(kept);
    else delete merged[language];
  }
  return merged;
}

/** Free lanes that are left out stay; one that says nothing is taken away. */
function mergeFree(known: Touchpoint["free"], changes: Touchpoint["free"]): Touchpoint["free"] {
  const all = Object.entries({ ...known, ...changes });
  return Object.fromEntries(
    all.filter(([, { text, lines, address }]) => text || lines.length > 0 || address),
  );
}

export function changeTouchpoint(
  journey: Journey,
  id: string,
  changes: Partial<Touchpoint>,
): Journey {
  return withStages(
    journey,
    journey.stages.map((stage) => {
      const index = stage.touchpoints.findIndex((touchpoint) => touchpoint.id === id);
      const before = stage.touchpoints[index];
      if (!before) return stage;
      return { ...stage, touchpoints: stage.touchpoints.with(index, { ...before, ...changes }) };
    }),
  );
}

/** The fields of a touchpoint after a patch, which merges translations and free lanes. */
export function patched(touchpoint: Touchpoint, patch: TouchpointChanges): Touchpoint {
  const after = { ...touchpoint, ...patch };
  if (patch.translations) {
    after.translations = mergeTranslations(touchpoint.translations, patch.translations);
  }
  if (patch.free) after.free = mergeFree(touchpoint.free, patch.free);
  return after;
}

/** Moves touchpoints together: the first ends at `position` among those of the stage that stay. */
export function moveTouchpoints(
  journey: Journey,
  ids: readonly string[],
  stageId: string,
  position: number,
): Journey {
  const chosen = ids.flatMap((id) => findTouchpoint(journey, id)?.touchpoint ?? []);
  if (chosen.length === 0 || !journey.stages.some((stage) => stage.id === stageId)) return journey;
  const gone = new Set(ids);
  return withStages(
    journey,
    journey.stages.map((stage) => {
      const rest = stage.touchpoints.filter((touchpoint) => !gone.has(touchpoint.id));
      if (stage.id === stageId) {
        const moved = chosen.map((touchpoint) => ({ ...touchpoint, stage_id: stageId }));
        return { ...stage, touchpoints: renumber(insert(rest, position, ...moved)) };
      }
      return rest.length === stage.touchpoints.length
        ? stage
        : { ...stage, touchpoints: renumber(rest) };
    }),
  );
}

/** Moves a touchpoint so that it ends at `position` of the stage `stageId`. */
export function moveTouchpoint(
  journey: Journey,
  id: string,
  stageId: string,
  position: number,
): Journey {
  return moveTouchpoints(journey, [id], stageId, position);
}

export function removeTouchpoints(journey: Journey, ids: readonly string[]): Journey {
  const gone = new Set(ids);
  return withStages(
    journey,
    journey.stages.map((stage) => {
      const rest = stage.touchpoints.filter((touchpoint) => !gone.has(touchpoint.id));
      return rest.length === stage.touchpoints.length
        ? stage
        : { ...stage, touchpoints: renumber(rest) };
    }),
  );
}

export function removeTouchpoint(journey: Journey, id: string): Journey {
  return removeTouchpoints(journey, [id]);
}

/** Puts touchpoints where they stood, from the first on; those that are there stay. */
export function putBack(journey: Journey, items: readonly Placed[]): Journey {
  return items.reduce(
    (now, { touchpoint, stageId, position }) =>
      findTouchpoint(now, touchpoint.id)
        ? now
        : insertTouchpoints(now, stageId, position, [touchpoint]),
    journey,
  );
}

export function insertTouchpoints(
  journey: Journey,
  stageId: string,
  position: number,
  touchpoints: readonly Touchpoint[],
): Journey {
  return withStages(
    journey,
    journey.stages.map((stage) => {
      if (stage.id !== stageId) return stage;
      const placedHere = touchpoints.map((touchpoint) => ({ ...touchpoint, stage_id: stageId }));
      return {
        ...stage,
        touchpoints: renumber(insert(stage.touchpoints, position, ...placedHere)),
      };
    }),
  );
}

/** A touchpoint as it looks before the server has made it. */
export function drawn(id: string, stageId: string, made: NewTouchpoint): Touchpoint {
  return {
    channels: [],
    team_id: null,
    owning_team: "",
    needs: "",
    key_moment: "",
    pictures: [],
    moment_of_truth: false,
    actions: [],
    does: "",
    thinks: "",
    feels: "",
    stands_in_the_way: "",
    felt: null,
    wished: null,
    strengths: [],
    frictions: [],
    behind_the_scenes: [],
    next_action: null,
    free: {},
    ...made.content,
    id,
    name: made.name,
    goal: made.goal ?? false,
    signals: made.signals ?? [],
    translations: made.translations ?? {},
    stage_id: stageId,
    position: made.position ?? 0,
    revision: 0,
  };
}

export function changeStage(journey: Journey, id: string, changes: Partial<Stage>): Journey {
  return withStages(
    journey,
    journey.stages.map((stage) => {
      if (stage.id !== id) return stage;
      const translations = mergeTranslations(stage.translations, changes.translations ?? {});
      return { ...stage, ...changes, translations };
    }),
  );
}

export function moveStage(journey: Journey, id: string, position: number): Journey {
  const moved = journey.stages.find((stage) => stage.id === id);
  if (!moved) return journey;
  const rest = journey.stages.filter((stage) => stage.id !== id);
  return withStages(journey, renumber(insert(rest, position, moved)));
}

export function insertStage(journey: Journey, stage: Stage, position: number): Journey {
  if (journey.stages.some(({ id }) => id === stage.id)) return journey;
  return withStages(journey, renumber(insert(journey.stages, position, stage)));
}

export function removeStage(journey: Journey, id: string): Journey {
  return withStages(journey, renumber(journey.stages.filter((stage) => stage.id !== id)));
}

export function changeJourney(journey: Journey, changes: JourneyChanges): Journey {
  const translations = mergeTranslations(journey.translations, changes.translations ?? {});
  return { ...journey, ...changes, translations, has_unpublished_changes: true };
}

/** One link between two touchpoints: drawing it again gives it another label. */
export function addLink(
  journey: Journey,
  link: Omit<JourneyLink, "translations"> & { translations?: Translations },
): Journey {
  const { id, from: start, to: end, label } = link;
  const links = journey.links ?? [];
  const place = links.findIndex(({ from, to }) => from === start && to === end);
  const before = links[place];
  const translations = mergeTranslations(before?.translations ?? {}, link.translations ?? {});
  const after = { id: before?.id ?? id, from: start, to: end, label, translations };
  return {
    ...journey,
    has_unpublished_changes: true,
    links: before ? links.with(place, after) : [...links, after],
  };
}

export function removeLink(journey: Journey, from: string, to: string): Journey {
  return {
    ...journey,
    has_unpublished_changes: true,
    links: (journey.links ?? []).filter((link) => link.from !== from || link.to !== to),
  };
}

/** When a touchpoint was last gone through and by whom; null for never. */
export interface Reviewed {
  id: string;
  at: string | null;
  by: string | null;
}

export function reviewsOf(journey: Journey, ids: readonly string[]): Reviewed[] {
  return placed(journey, ids).map(({ touchpoint: { id, reviewed_at, reviewed_by } }) => ({
    id,
    at: reviewed_at ?? null,
    by: reviewed_by ?? null,
  }));
}

export function markReviewed(journey: Journey, reviews: readonly Reviewed[]): Journey {
  return reviews.reduce(
    (now, { id, at, by }) => changeTouchpoint(now, id, { reviewed_at: at, reviewed_by: by }),
    journey,
  );
}
