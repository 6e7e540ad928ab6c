/** Which proposals of the data may be the same moment as a point listed by hand. Pure. */
import type { Hue } from "../api/types";
import type { Proposal, ProposedStage } from "../proposals/api";

const words = (text: string) =>
  new Set(
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 2),
  );

/** Those named alike first, then those of the same stage, the most frequent first. */
export function nearest(
  name: string,
  hue: Hue,
  stages: readonly Pick<ProposedStage, "hue" | "touchpoints">[],
): Proposal[] {
  const own = words(name);
  const scored = stages.flatMap((stage) =>
    stage.touchpoints.map((proposal) => ({
      proposal,
      alike: [...words(proposal.touchpoint.name)].filter((word) => own.has(word)).length,
      near: stage.hue === hue ? 1 : 0,
    })),
  );
  return scored
    .filter(({ alike, near }) => alike + near > 0)
    .sort(
      (a, b) => b.alike - a.alike || b.near - a.near || b.proposal.customers - a.proposal.customers,
    )
    .map(({ proposal }) => proposal);
}
