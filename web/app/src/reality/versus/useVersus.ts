/** The two sides of a comparison: how each is asked for, and what each is called. */
import { useQuery } from "@tanstack/react-query";
import { useI18n } from "../../i18n";
import { vocabularyQuery } from "../../map/queries";
import { useReality } from "../context";
import { usePersonaName } from "../personas";
import type { Question } from "../queries";
import { type RealitySearch, type RealityView, realityPeriod } from "../search";
import { canCompare, isApart, isUneven, otherOf, turnedOf } from "./side";
import { todayQuery } from "./today";

/** Views that can show two sides. */
export const comparing: readonly RealityView[] = ["flow", "paths", "funnel", "times"];

export interface Side {
  /** How it is told apart in tables and pictures. */
  mark: "A" | "B";
  name: string;
  question: Question;
}

export interface Sides {
  a: Side;
  b: Side;
  /** Whether nobody can stand on both. */
  apart: boolean;
  /** Whether one has more days than the other. */
  uneven: boolean;
}

export type VersusState =
  /** No second side, or none that these filters allow. */
  | { state: "none" }
  | { state: "impossible" }
  | { state: "pending" }
  | { state: "failed"; error: unknown; retry: () => void }
  | { state: "ready"; sides: Sides };

/** What the second side is called, in words that stand alone. */
export function useOtherName() {
  const { t, word, format } = useI18n();
  const { places } = useReality();
  const persona = usePersonaName();
  return (search: RealitySearch, question: Question): string => {
    switch (search.vs) {
      case "channel":
        return word("channel", search.vs_channel ?? "");
      case "property":
        return search.vs_property?.replace("=", " = ") ?? "";
      case "persona":
        return persona(search.vs_persona);
      case "rest": {
        const turned = turnedOf(search);
        if (turned === "channel") return t("versus.other_channels");
        const list = turned === "through" ? search.through : search.without;
        const names = (list ?? "")
          .split(",")
          .map((id) => places.find((place) => place.id === id)?.name ?? t("reality.gone"));
        return turned === "through"
          ? `${t("reality.filter.without")} ${format.list(names)}`
          : t("versus.any_of", { names: format.list(names) });
      }
      default: {
        const { from, to } = question as Question & { from?: string; to?: string };
        return from && to ? format.range(from, to) : "";
      }
    }
  };
}

/** What the first side is called, beside the second. */
function useOwnName() {
  const { t, word, format } = useI18n();
  const { places, search, periodWords } = useReality();
  const persona = usePersonaName();
  const name = (id: string) => places.find((place) => place.id === id)?.name ?? t("reality.gone");
  switch (search.vs) {
    case "channel":
      return search.channel ? word("channel", search.channel) : t("versus.everyone");
    case "property":
      return search.property?.replace("=", " = ") ?? t("versus.everyone");
    case "persona":
      return persona(search.persona) || t("versus.everyone");
    case "rest": {
      const turned = turnedOf(search);
      if (turned === "channel") return word("channel", search.channel ?? "");
      const names = format.list((search[turned ?? "through"] ?? "").split(",").map(name));
      return `${t(turned === "without" ? "reality.filter.without" : "reality.filter.through")} ${names}`;
    }
    default:
      return periodWords;
  }
}

export function useVersus(): VersusState {
  const { journey, places, question, search } = useReality();
  const possible = canCompare(search);
  const preset = "period" in realityPeriod(search);
  const dated = possible && preset && (search.vs === "before" || search.vs === "year");
  const channelled = possible && search.vs === "rest" && turnedOf(search) === "channel";
  const today = useQuery({ ...todayQuery(journey.id), enabled: dated });
  const vocabulary = useQuery({ ...vocabularyQuery, enabled: channelled });
  const otherName = useOtherName();
  const ownName = useOwnName();
  if (search.vs === undefined) return { state: "none" };
  if (!possible) return { state: "impossible" };
  for (const { needed, query } of [
    { needed: dated, query: today },
    { needed: channelled, query: vocabulary },
  ]) {
    if (!needed || query.data !== undefined) continue;
    if (!query.isError) return { state: "pending" };
    return { state: "failed", error: query.error, retry: () => void query.refetch() };
  }
  const other = otherOf(search, {
    places,
    question,
    today: today.data,
    channels: vocabulary.data?.channels ?? [],
  });
  if (!other) return { state: "impossible" };
  return {
    state: "ready",
    sides: {
      a: { mark: "A", name: ownName, question },
      b: { mark: "B", name: otherName(search, other), question: other },
      apart: isApart(search),
      uneven: isUneven(search),
    },
  };
}
