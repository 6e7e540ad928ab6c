/**
 * Two maps side by side: stages aligned by hue, their touchpoints matched when they are wired to
 * the same interactions or have the same name, else left alone. Pure.
 */
import type { Hue, Journey, Stage, Touchpoint, TouchpointFigures } from "../api/types";
import { TOO_FEW } from "../i18n/format";

export interface Side {
  journey: Journey;
  figures: ReadonlyMap<string, TouchpointFigures>;
}

export interface Pair {
  left: Touchpoint | null;
  right: Touchpoint | null;
  /** What made them one: nothing for those that stand alone. */
  by: "signals" | "name" | null;
}

export interface Band {
  hue: Hue;
  left: string;
  right: string;
  pairs: Pair[];
}

const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const claims = ({ signals }: Touchpoint) =>
  new Set(
    signals.map(({ kind, channel, subject, properties }) =>
      JSON.stringify([kind, channel, subject, Object.entries(properties).sort()]),
    ),
  );

function match(left: readonly Touchpoint[], right: readonly Touchpoint[]): Map<string, Pair> {
  const pairs = new Map<string, Pair>();
  const free = new Set(right);
  const pair = (one: Touchpoint, by: "signals" | "name", fits: (other: Touchpoint) => boolean) => {
    if (pairs.has(one.id)) return;
    const other = [...free].find(fits);
    if (!other) return;
    free.delete(other);
    pairs.set(one.id, { left: one, right: other, by });
  };
  // Wiring first: two names for the same thing are one thing, one name may mean two.
  for (const one of left) {
    const own = claims(one);
    if (own.size > 0)
      pair(one, "signals", (other) => [...claims(other)].some((claim) => own.has(claim)));
  }
  for (const one of left)
    pair(one, "name", (other) => plain(other.name) === plain(one.name) && plain(one.name) !== "");
  return pairs;
}

/** Bands in the order of the left map; stages that only the right one has follow. */
export function align(left: Journey, right: Journey): Band[] {
  const all = (journey: Journey) => journey.stages.flatMap((stage) => stage.touchpoints);
  const matched = match(all(left), all(right));
  const taken = new Set([...matched.values()].map(({ right: other }) => other?.id));
  const hues = [...new Set([...left.stages, ...right.stages].map((stage) => stage.hue))];
  const of = (journey: Journey, hue: Hue) => journey.stages.filter((stage) => stage.hue === hue);
  const title = (stages: Stage[]) => stages.map((stage) => stage.name).join(", ");
  return hues.map((hue) => {
    const [ours, theirs] = [of(left, hue), of(right, hue)];
    const pairs = ours.flatMap((stage) =>
      stage.touchpoints.map(
        (one): Pair => matched.get(one.id) ?? { left: one, right: null, by: null },
      ),
    );
    const alone = theirs
      .flatMap((stage) => stage.touchpoints)
      .filter((other) => !taken.has(other.id))
      .map((other): Pair => ({ left: null, right: other, by: null }));
    return { hue, left: title(ours), right: title(theirs), pairs: [...pairs, ...alone] };
  });
}

/** What a touchpoint feels like: measured where enough people said so, else as drawn. */
export function feelingOf(
  touchpoint: Touchpoint,
  figures: TouchpointFigures | undefined,
): { value: number; answers: number } | null {
  if (figures?.felt && figures.felt.answers >= TOO_FEW)
    return { value: figures.felt.mean, answers: figures.felt.answers };
  return touchpoint.felt == null ? null : { value: touchpoint.felt, answers: 0 };
}

export interface Difference {
  what: "reach" | "lost" | "feeling";
  touchpoint: string;
  left: number;
  right: number;
}

/** Smaller ones are noise to a reader: five points of a share, half a point of a feeling. */
const WORTH_A_WORD = { reach: 0.05, lost: 0.05, feeling: 0.5 };

/** The differences that say most, the largest first; shares of too few customers are left out. */
export function differences(bands: readonly Band[], left: Side, right: Side): Difference[] {
  const found: (Difference & { weight: number })[] = [];
  for (const pair of bands.flatMap((band) => band.pairs)) {
    if (!pair.left || !pair.right) continue;
    const [a, b] = [left.figures.get(pair.left.id), right.figures.get(pair.right.id)];
    const note = (what: Difference["what"], one?: number | null, other?: number | null) => {
      if (one == null || other == null) return;
      const weight = Math.abs(one - other) / WORTH_A_WORD[what];
      if (weight >= 1)
        found.push({ what, touchpoint: pair.left?.name ?? "", left: one, right: other, weight });
    };
    const enough = Math.min(a?.customers ?? 0, b?.customers ?? 0) >= TOO_FEW;
    if (enough) {
      note("reach", a?.reach, b?.reach);
      note("lost", a?.lost, b?.lost);
    }
    note("feeling", feelingOf(pair.left, a)?.value, feelingOf(pair.right, b)?.value);
  }
  return found.sort((x, y) => y.weight - x.weight).map(({ weight: _, ...rest }) => rest);
}
