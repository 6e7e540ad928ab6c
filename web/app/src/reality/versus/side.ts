/**
 * The second side of a comparison: who or when it is, as a question to the same reports. Pure.
 * Everything else that is asked stays the same for both sides.
 */
import { hasBefore } from "../../map/period";
import { namesOf, type Place, type Question, written } from "../queries";
import { idsOf, type RealitySearch, realityPeriod } from "../search";
import { type Days, daysBefore, daysIn, lengthOf, yearBefore } from "./days";

/** What has to be known beside the address. */
export interface Known {
  places: readonly Place[];
  /** The question of the first side. */
  question: Question;
  /** The calendar day it is, where the figures are counted; needed for periods that end today. */
  today: string | undefined;
  /** All channels that were ever seen. */
  channels: readonly string[];
}

/** Which filter “the rest” turns round: only these have an opposite that the API can be asked. */
export type Turned = "through" | "without" | "channel";

export function turnedOf(search: RealitySearch): Turned | undefined {
  const through = idsOf(search.through).length;
  const without = idsOf(search.without).length;
  // The opposite of “all of these” is not “none of these”: one place at a time.
  if (through === 1 && without === 0) return "through";
  if (without > 0 && through === 0) return "without";
  return search.channel && through === 0 && without === 0 ? "channel" : undefined;
}

/** Whether the comparison in the address can be made with the filters that are set. */
export function canCompare(search: RealitySearch): boolean {
  switch (search.vs) {
    case undefined:
      return false;
    case "before":
    case "year":
      return hasBefore(realityPeriod(search));
    case "rest":
      return turnedOf(search) !== undefined;
    default:
      return true;
  }
}

const during = (question: Question, days: Days | undefined): Question | undefined => {
  if (!days) return undefined;
  const { period: _, ...rest } = question as Question & { period?: string };
  return { ...rest, ...days } as Question;
};

/** The question of the second side; undefined when it cannot be asked. */
export function otherOf(search: RealitySearch, known: Known): Question | undefined {
  const { places, question } = known;
  const moved = (earlier: (days: Days) => Days) => {
    const own = daysIn(realityPeriod(search), known.today);
    return during(question, own && earlier(own));
  };
  switch (search.vs) {
    case "before":
      return moved(daysBefore);
    case "year":
      return moved(yearBefore);
    case "days":
      return search.vs_from && search.vs_to
        ? during(question, { from: search.vs_from, to: search.vs_to })
        : undefined;
    case "channel":
      return { ...question, channel: search.vs_channel };
    case "property":
      return { ...question, property: search.vs_property };
    case "persona":
      return { ...question, persona: search.vs_persona };
    case "rest":
      return restOf(search, question, places, known.channels);
    default:
      return undefined;
  }
}

function restOf(
  search: RealitySearch,
  question: Question,
  places: readonly Place[],
  channels: readonly string[],
): Question | undefined {
  const names = (list: string | undefined) => namesOf(places, list);
  switch (turnedOf(search)) {
    case "through":
      return { ...question, through: undefined, not_through: written(names(search.through)) };
    case "without": {
      // Not “none of them” is “any of them”, which the API writes with bars.
      const any = names(search.without).map((name) => written([name]));
      return { ...question, not_through: undefined, through: any.join("|") || undefined };
    }
    case "channel": {
      const others = channels.filter((channel) => channel && channel !== search.channel);
      return others.length > 0 ? { ...question, channel: others.join(",") } : undefined;
    }
    default:
      return undefined;
  }
}

/** Whether one side has more days than the other: the longer, the more everybody does in it. */
export function isUneven(search: RealitySearch): boolean {
  const { vs, vs_from: from, vs_to: to } = search;
  if (vs !== "days" || !from || !to) return false;
  return lengthOf(realityPeriod(search)) !== lengthOf({ from, to });
}

/** Whether nobody can stand on both sides: only when the one is the opposite of the other. */
export const isApart = (search: RealitySearch): boolean =>
  search.vs === "rest" && turnedOf(search) !== "channel";
