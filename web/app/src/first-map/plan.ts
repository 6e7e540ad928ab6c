/**
 * What makes the journey on the server equal to the draft: a list of requests, in order. Worked
 * out anew from what the server has, so that a request lost on the way is simply asked again.
 * Touchpoints that somebody else added are left alone. Pure.
 */
import type { Hue, Journey, Signal } from "../api/types";
import { type Draft, GROUPS } from "./draft";

export type Operation =
  | { do: "add_stage"; group: number; name: string; hue: Hue }
  | { do: "change_stage"; id: string; name: string; hue: Hue }
  | { do: "delete_stage"; id: string }
  /** `key` is the draft's: its touchpoint exists already, with this id. */
  | { do: "adopt"; key: string; id: string }
  | { do: "add"; key: string; group: number; position: number; name: string; signals: Signal[] }
  | { do: "change"; id: string; group: number; position: number; name: string }
  | { do: "delete"; id: string };

export function plan(
  draft: Draft,
  journey: Pick<Journey, "stages">,
  nameOf: (group: string) => string,
): Operation[] {
  const operations: Operation[] = [];
  const groups = GROUPS[draft.grouping];
  const { stages } = journey;

  groups.forEach(({ key, hue }, group) => {
    const stage = stages[group];
    const name = nameOf(key);
    if (!stage) operations.push({ do: "add_stage", group, name, hue });
    else if (stage.name !== name || stage.hue !== hue)
      operations.push({ do: "change_stage", id: stage.id, name, hue });
  });

  // Who stands where as the requests go through, by id.
  const places = Array.from({ length: Math.max(stages.length, groups.length) }, (_, group) =>
    (stages[group]?.touchpoints ?? []).map((touchpoint) => touchpoint.id),
  );
  const names = new Map(
    stages.flatMap((stage) => stage.touchpoints.map(({ id, name }) => [id, name] as const)),
  );
  for (const id of draft.removed) {
    const place = places.find((ids) => ids.includes(id));
    if (!place) continue;
    place.splice(place.indexOf(id), 1);
    operations.push({ do: "delete", id });
  }

  const known = new Set([...draft.removed, ...draft.points.map((point) => point.id)]);
  const next = groups.map(() => 0);
  for (const { key, id: savedAs, name, group, signals } of draft.points) {
    const position = next[group] ?? 0;
    next[group] = position + 1;
    let id = savedAs;
    // The answer to its creation may never have arrived: then it stands there under no name of ours.
    if (id === null) {
      id = [...names].find(([other, called]) => called === name && !known.has(other))?.[0] ?? null;
      if (id !== null) {
        known.add(id);
        operations.push({ do: "adopt", key, id });
      }
    }
    const from = places.find((ids) => id !== null && ids.includes(id));
    if (id === null || !from) {
      // Never saved, or deleted by somebody else meanwhile: here it is still wanted.
      operations.push({ do: "add", key, group, position, name, signals });
      places[group]?.splice(position, 0, key);
      continue;
    }
    if (from !== places[group] || from.indexOf(id) !== position || names.get(id) !== name) {
      operations.push({ do: "change", id, group, position, name });
      from.splice(from.indexOf(id), 1);
      places[group]?.splice(position, 0, id);
    }
  }

  stages.slice(groups.length).forEach((stage, index) => {
    // Not while something of somebody else's stands in it.
    if ((places[groups.length + index] ?? []).length === 0)
      operations.push({ do: "delete_stage", id: stage.id });
  });
  return operations;
}
