/**
 * What the address of “Reality” holds: journey, view, period, filters. So every picture can be
 * sent as a link, and saved under a name.
 */
import { type Period, periodOf, readPeriod } from "../map/period";

export const views = ["flow", "paths", "funnel", "times", "cohorts", "drift", "credit"] as const;
export type RealityView = (typeof views)[number];

/** How long a funnel may take; the API knows more. */
export const spans = ["1h", "1d", "7d", "30d", "90d"] as const;
export const WITHIN = "30d";

export interface RealitySearch {
  journey?: string;
  view?: RealityView;
  period?: string;
  from?: string;
  to?: string;
  /** Stages instead of touchpoints. */
  by?: "stage";
  /** Visits instead of customers. */
  cases?: "session";
  channel?: string;
  /** `name=value`. */
  property?: string;
  /** Ids of touchpoints or stages, with commas: all of them at some time… */
  through?: string;
  /** …none of them… */
  without?: string;
  /** …one after the other. */
  order?: string;
  /** Paths: a few that stand for all. */
  ways?: "typical";
  /** Paths: what comes again at once is told as often as it came. */
  loops?: "all";
  /** Steps of the funnel, by id. */
  steps?: string;
  /** How long it may take from the first to the last: `7d`. */
  within?: string;
  /** Whether nothing may lie between two steps. */
  strict?: boolean;
  /** A property: the funnel once for each of its values. */
  split?: string;
  /** Between which two points times are looked at, by id. */
  between?: string;
  /** Flows: how much of all passages is drawn, in hundredths. */
  share?: number;
  /** Flows: as steps of a visit, or as a net. */
  drawn?: "steps";
  /** Flows: what colour says. */
  colour?: "loss";
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value ? value : undefined;

const share = (value: unknown): number | undefined => {
  const number = Number(value);
  return Number.isInteger(number) && number >= 1 && number <= 100 ? number : undefined;
};

/** What of an address makes sense; the rest is dropped, so that an old link still opens. */
export function readReality(search: Record<string, unknown>): RealitySearch {
  const read: RealitySearch = {
    journey: text(search.journey),
    view: views.find((view) => view === search.view),
    ...readPeriod(search),
    by: search.by === "stage" ? "stage" : undefined,
    cases: search.cases === "session" ? "session" : undefined,
    channel: text(search.channel),
    property: text(search.property)?.includes("=") ? text(search.property) : undefined,
    through: text(search.through),
    without: text(search.without),
    order: text(search.order),
    ways: search.ways === "typical" ? "typical" : undefined,
    loops: search.loops === "all" ? "all" : undefined,
    steps: text(search.steps),
    within: spans.find((span) => span === search.within),
    strict: search.strict === true ? true : undefined,
    split: text(search.split),
    between: text(search.between),
    share: share(search.share),
    drawn: search.drawn === "steps" ? "steps" : undefined,
    colour: search.colour === "loss" ? "loss" : undefined,
  };
  // Short addresses: what is not said is not there.
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

export const idsOf = (list: string | undefined): string[] =>
  list ? list.split(",").filter(Boolean) : [];

export const listOf = (ids: readonly string[]): string | undefined =>
  ids.length > 0 ? ids.join(",") : undefined;

/** How many filters are set, beside journey and period. */
export function filtersSet(search: RealitySearch): number {
  const { channel, property, through, without, order, cases } = search;
  return [channel, property, through, without, order, cases].filter(Boolean).length;
}

/** The period asked for; three months unless the address says otherwise: paths need time. */
export const realityPeriod = (search: RealitySearch): Period =>
  search.period || search.from ? periodOf(search) : { period: "90d" };
