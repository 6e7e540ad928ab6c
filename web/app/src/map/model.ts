/** Changes of a journey as the screen shows them before the server has answered. Pure. */
import type { Journey, Stage, Touchpoint } from "../api/types";

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

function mapStages(journey: Journey, change: (stage: Stage) => Stage): Journey {
  return { ...journey, has_unpublished_changes: true, stages: journey.stages.map(change) };
}

function insert<T>(list: readonly T[], index: number, item: T): T[] {
  const at = Math.max(0, Math.min(index, list.length));
  return [...list.slice(0, at), item, ...list.slice(at)];
}

/** Positions follow the order of the list, as the server numbers them. */
function renumber<T extends { position: number }>(list: T[]): T[] {
  return list.map((item, position) => (item.position === position ? item : { ...item, position }));
}

export function changeTouchpoint(
  journey: Journey,
  id: string,
  changes: Partial<Touchpoint>,
): Journey {
  return mapStages(journey, (stage) =>
    stage.touchpoints.some((touchpoint) => touchpoint.id === id)
      ? {
          ...stage,
          touchpoints: stage.touchpoints.map((touchpoint) =>
            touchpoint.id === id ? { ...touchpoint, ...changes } : touchpoint,
          ),
        }
      : stage,
  );
}

/** Moves a touchpoint so that it ends at `position` of the stage `stageId`. */
export function moveTouchpoint(
  journey: Journey,
  id: string,
  stageId: string,
  position: number,
): Journey {
  const found = findTouchpoint(journey, id);
  if (!found) return journey;
  return mapStages(journey, (stage) => {
    const rest = stage.touchpoints.filter((touchpoint) => touchpoint.id !== id);
    if (stage.id === stageId) {
      const moved = { ...found.touchpoint, stage_id: stageId };
      return { ...stage, touchpoints: renumber(insert(rest, position, moved)) };
    }
    return rest.length === stage.touchpoints.length
      ? stage
      : { ...stage, touchpoints: renumber(rest) };
  });
}

export function removeTouchpoint(journey: Journey, id: string): Journey {
  return mapStages(journey, (stage) => ({
    ...stage,
    touchpoints: renumber(stage.touchpoints.filter((touchpoint) => touchpoint.id !== id)),
  }));
}

export function changeStage(journey: Journey, id: string, changes: Partial<Stage>): Journey {
  return mapStages(journey, (stage) => (stage.id === id ? { ...stage, ...changes } : stage));
}

export function moveStage(journey: Journey, id: string, position: number): Journey {
  const moved = journey.stages.find((stage) => stage.id === id);
  if (!moved) return journey;
  const rest = journey.stages.filter((stage) => stage.id !== id);
  return {
    ...journey,
    has_unpublished_changes: true,
    stages: renumber(insert(rest, position, moved)),
  };
}

export function removeStage(journey: Journey, id: string): Journey {
  return {
    ...journey,
    has_unpublished_changes: true,
    stages: renumber(journey.stages.filter((stage) => stage.id !== id)),
  };
}
