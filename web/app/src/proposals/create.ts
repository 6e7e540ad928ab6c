/** Makes a journey of the pieces that were kept. Can be called again after a failure. */
import { call, http } from "../api/client";
import type { Hue, Journey, Language } from "../api/types";
import { nameOf, type Piece } from "./edited";

export interface Wish {
  name: string;
  personaId: string | null;
  language: Language;
  stages: readonly { hue: Hue; name: string }[];
  pieces: readonly Piece[];
}

/** Where an earlier try stopped. */
export interface Progress {
  journey: Journey | null;
  made: Set<string>;
}

export async function createFromData(
  wish: Wish,
  progress: Progress,
  onMade: (done: number) => void,
): Promise<Journey> {
  progress.journey ??= await call(
    http.POST("/api/v1/journeys", {
      body: { name: wish.name, persona_id: wish.personaId, language: wish.language },
    }),
  );
  const { journey } = progress;
  // A new journey has the five usual stages, one of each hue.
  const stageOf = new Map(journey.stages.map((stage) => [stage.hue as string, stage]));
  for (const { hue, name } of wish.stages) {
    const stage = stageOf.get(hue);
    if (stage && stage.name !== name) {
      await call(
        http.PATCH("/api/v1/stages/{id}", { params: { path: { id: stage.id } }, body: { name } }),
      );
      stage.name = name;
    }
  }
  for (const piece of wish.pieces) {
    const stage = stageOf.get(piece.stage);
    if (!stage || progress.made.has(piece.proposal.key)) continue;
    await call(
      http.POST("/api/v1/stages/{id}/touchpoints", {
        params: { path: { id: stage.id } },
        body: { ...piece.proposal.touchpoint, name: nameOf(piece) },
      }),
    );
    progress.made.add(piece.proposal.key);
    onMade(progress.made.size);
  }
  return journey;
}
