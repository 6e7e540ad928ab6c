/** A proposal as somebody changed it before taking it: its name, the stage it goes to. */
import { useState } from "react";
import type { Stage } from "../api/types";
import type { Proposal, ProposedStage } from "./api";

export interface Piece {
  proposal: Proposal;
  name: string;
  /** The id, or the hue, of the stage it goes to. */
  stage: string;
}

/** The stage of a map for what was proposed under `hue`: the one named, of that colour, or the last. */
export function stageFor(
  proposed: Pick<ProposedStage, "hue" | "stage_id">,
  stages: readonly Pick<Stage, "id" | "hue">[],
): string {
  const named = stages.find((stage) => stage.id === proposed.stage_id);
  const alike = stages.find((stage) => stage.hue === proposed.hue);
  return (named ?? alike ?? stages.at(-1))?.id ?? "";
}

type Edits = Record<string, { name?: string; stage?: string }>;

/** Edits by the proposals' keys, so that they hold while figures are read anew. */
export function usePieces(
  stages: readonly ProposedStage[],
  place: (stage: ProposedStage) => string,
) {
  const [edits, setEdits] = useState<Edits>({});
  const pieces = stages.flatMap((stage) =>
    stage.touchpoints.map((proposal): Piece => {
      const edit = edits[proposal.key];
      return {
        proposal,
        name: edit?.name ?? proposal.touchpoint.name,
        stage: edit?.stage ?? place(stage),
      };
    }),
  );
  const edit = (key: string, change: { name?: string; stage?: string }) =>
    setEdits((old) => ({ ...old, [key]: { ...old[key], ...change } }));
  return { pieces, edit };
}

/** Its name as it will be sent: what was proposed, when the field was left empty. */
export const nameOf = (piece: Piece): string => piece.name.trim() || piece.proposal.touchpoint.name;
