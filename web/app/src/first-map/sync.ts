/** Carries the draft over to the server: the persona and the journey first, then what plan.ts says. */
import { call, http } from "../api/client";
import { asProblem } from "../api/problem";
import type { Journey, Language } from "../api/types";
import { readPersonas } from "../personas/queries";
import type { Draft } from "./draft";
import { plan } from "./plan";

export interface Words {
  language: Language;
  journeyName: (draft: Draft) => string;
  groupName: (group: string) => string;
}

/** What the server answered that the draft must remember. */
export interface Carried {
  journeyId: string;
  /** Ids of touchpoints by the draft's keys. */
  ids: Map<string, string>;
  journey: Journey;
}

async function personaOf(who: string, language: Language): Promise<string | null> {
  const name = who.trim();
  if (!name) return null;
  // Read anew: one made before a request that failed must not be made twice.
  const known = (await readPersonas()).find((persona) => persona.name === name);
  if (known) return known.id;
  const made = await call(
    http.POST("/api/v1/personas", {
      body: { name, picture: null, quotes: [], channels: [], segment: "", known_by: [], language },
    }),
  );
  return made.id;
}

const read = (id: string) => call(http.GET("/api/v1/journeys/{id}", { params: { path: { id } } }));

async function journeyOf(draft: Draft, words: Words): Promise<Journey> {
  const about = {
    name: words.journeyName(draft).slice(0, 200),
    start: draft.start.trim(),
    end: draft.end.trim(),
    goal: draft.goal.trim(),
  };
  if (draft.journeyId) {
    const id = draft.journeyId;
    try {
      const journey = await read(id);
      const same =
        journey.start === about.start &&
        journey.end === about.end &&
        journey.goal === about.goal &&
        (journey.persona?.name ?? "") === draft.who.trim();
      if (same) return journey;
      return await call(
        http.PATCH("/api/v1/journeys/{id}", {
          params: { path: { id } },
          body: { ...about, persona_id: await personaOf(draft.who, words.language) },
        }),
      );
    } catch (error) {
      // Deleted meanwhile: the draft is still wanted, so it becomes a journey anew.
      if (asProblem(error).status !== 404) throw error;
    }
  }
  return call(
    http.POST("/api/v1/journeys", {
      body: {
        ...about,
        persona_id: await personaOf(draft.who, words.language),
        language: words.language,
      },
    }),
  );
}

export async function carry(draft: Draft, words: Words): Promise<Carried> {
  const journey = await journeyOf(draft, words);
  const stages = journey.stages.map((stage) => stage.id);
  const ids = new Map<string, string>();
  const stageOf = (group: number): string => stages[group] ?? "";
  for (const op of plan(draft, journey, words.groupName)) {
    switch (op.do) {
      case "add_stage": {
        const made = await call(
          http.POST("/api/v1/journeys/{id}/stages", {
            params: { path: { id: journey.id } },
            body: { name: op.name, hue: op.hue },
          }),
        );
        stages[op.group] = made.id;
        break;
      }
      case "change_stage":
        await call(
          http.PATCH("/api/v1/stages/{id}", {
            params: { path: { id: op.id } },
            body: { name: op.name, hue: op.hue },
          }),
        );
        break;
      case "delete_stage":
        await call(http.DELETE("/api/v1/stages/{id}", { params: { path: { id: op.id } } }));
        break;
      case "adopt":
        ids.set(op.key, op.id);
        break;
      case "add": {
        const made = await call(
          http.POST("/api/v1/stages/{id}/touchpoints", {
            params: { path: { id: stageOf(op.group) } },
            body: { name: op.name, position: op.position, signals: op.signals },
          }),
        );
        ids.set(op.key, made.id);
        break;
      }
      case "change":
        await call(
          http.PATCH("/api/v1/touchpoints/{id}", {
            params: { path: { id: op.id } },
            body: { name: op.name, stage_id: stageOf(op.group), position: op.position },
          }),
        );
        break;
      case "delete":
        await call(http.DELETE("/api/v1/touchpoints/{id}", { params: { path: { id: op.id } } }));
        break;
    }
  }
  return { journeyId: journey.id, ids, journey: await read(journey.id) };
}
