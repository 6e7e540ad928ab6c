/**
 * What the address of “Reality” holds: journey, view, period, filters. So every picture can be
 * sent as a link, and saved under a name.
 */

import { type Period, periodOf, readPeriod } from "../map/period";

export const views = [
  "flow",
  "steps",
  "paths",
  "funnel",
  "times",
  "cohorts",
  "changes",
  "drift",
  "credit",
] as const;
export type RealityView = (typeof views)[number];

/** How many steps are drawn one after the other. */
export const depths = [3, 4, 5, 6, 8] as const;
export const DEEP = 5;

/** The lists in which what was found stands: to be done, by me, done, dismissed. */
export const todos = ["open", "mine", "done", "dismissed"] as const;
export type Todo = (typeof todos)[number];

/** How long a funnel may take; the API knows more. */
export const spans = ["1h", "1d", "7d", "30d", "90d"] as const;
export const WITHIN = "30d";

/** The rules by which credit for a conversion is shared. */
export const models = ["first", "last", "linear", "time_decay", "markov", "shapley"] as const;
export type CreditModel = (typeof models)[number];

/** How long before a conversion a touch still counts, beside the thirty days that are usual. */
export const windows = ["7d", "90d", "all"] as const;
/** How far a forecast looks ahead, in months. */
export const horizons = [6, 12, 24, 36] as const;

/** What one side is compared with. */
export const versus = ["before", "year", "days", "channel", "property", "persona", "rest"] as const;
export type Versus = (typeof versus)[number];

export interface RealitySearch {
  journey?: string;
  view?: RealityView;
  period?: string;
  from?: string;
  to?: string;
  /** Flows: the way of this customer alone. */
  customer?: string;
  /** Stages instead of touchpoints. */
  by?: "stage";
  /** Visits instead of customers. */
  cases?: "session";
  channel?: string;
  /** `name=value`. */
  property?: string;
  /** Customers of this persona, by its id. */
  persona?: string;
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
  /** Step by step: from which place on, by id; from the beginning when not said. */
  around?: string;
  /** …and back from it instead. */
  way?: "before";
  /** …so many steps. */
  deep?: (typeof depths)[number];
  /** Steps of the funnel, by id. */
  steps?: string;
  /** How long it may take from the first to the last: `7d`. */
  within?: string;
  /** Whether nothing may lie between two steps. */
  strict?: boolean;
  /** A property: the funnel once for each of its values. */
  split?: string;
  /** To review: which list. */
  todo?: Todo;
  /** Between which two points times are looked at, by id. */
  between?: string;
  /** Flows: how much of all passages is drawn, in hundredths. */
  share?: number;
  /** Flows: what colour says. */
  colour?: "loss";
  /** Cohorts: how long a period is; by the length of what is looked at when not said. */
  every?: "week" | "month";
  /** Cohorts: what begins, by id… */
  start?: string;
  /** …and what counts as coming back. */
  back?: string;
  /** Cohorts: what a row is, other than a period: `first`, or `property:device`. */
  rows?: string;
  /** Credit: what is a conversion, by ids. */
  goal?: string;
  /** Credit: channels instead of touchpoints. */
  touches?: "channel";
  window?: (typeof windows)[number];
  /** Credit: the model that orders the table. */
  rests?: CreditModel;
  /** Credit: conversions or money instead of shares. */
  unit?: "conversions" | "value";
  /** Credit: what customers will be worth, instead of what they came by. */
  part?: "lifetime";
  /** Lifetime value: what an order is, by ids. */
  orders?: string;
  months?: (typeof horizons)[number];
  /** A second side: the period before, the same a year ago, other days, another segment, the rest. */
  vs?: Versus;
  /** The days of the second side… */
  vs_from?: string;
  vs_to?: string;
  /** …or its channel… */
  vs_channel?: string;
  /** …or its property, `name=value`. */
  vs_property?: string;
  /** …or its persona, by id. */
  vs_persona?: string;
  /** Flows compared: one picture of what differs, instead of both. */
  vs_as?: "difference";
}

/** No second side. */
export const alone = {
  vs: undefined,
  vs_from: undefined,
  vs_to: undefined,
  vs_channel: undefined,
  vs_property: undefined,
  vs_persona: undefined,
} satisfies RealitySearch;

/** Ids of places: those of one map, or of stages, mean nothing on another. */
export const forgotten = {
  through: undefined,
  without: undefined,
  order: undefined,
  around: undefined,
  steps: undefined,
  between: undefined,
  start: undefined,
  back: undefined,
  goal: undefined,
  orders: undefined,
} satisfies RealitySearch;

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value ? value : undefined;

const oneOf = <T>(values: readonly T[], value: unknown): T | undefined =>
  values.find((known) => known === value);

const rows = (value: unknown): string | undefined =>
  value === "first" || (typeof value === "string" && /^property:./.test(value)) ? value : undefined;

const share = (value: unknown): number | undefined => {
  const number = Number(value);
  return Number.isInteger(number) && number >= 1 && number <= 100 ? number : undefined;
};

const named = (value: unknown): string | undefined =>
  text(value)?.includes("=") ? text(value) : undefined;

/** A second side that says all it has to say, or none. */
function readVersus(search: Record<string, unknown>): RealitySearch {
  const vs = oneOf(versus, search.vs);
  const { from, to } = readPeriod({ from: search.vs_from, to: search.vs_to });
  const vs_channel = text(search.vs_channel);
  const vs_property = named(search.vs_property);
  const vs_persona = text(search.vs_persona);
  const vs_as = oneOf(["difference"] as const, search.vs_as);
  switch (vs) {
    case "days":
      return from && to ? { vs, vs_from: from, vs_to: to, vs_as } : { vs_as };
    case "channel":
      return vs_channel ? { vs, vs_channel, vs_as } : { vs_as };
    case "property":
      return vs_property ? { vs, vs_property, vs_as } : { vs_as };
    case "persona":
      return vs_persona ? { vs, vs_persona, vs_as } : { vs_as };
    default:
      return { vs, vs_as };
  }
}

/** What of an address makes sense; the rest is dropped, so that an old link still opens. */
export function readReality(search: Record<string, unknown>): RealitySearch {
  const read: RealitySearch = {
    journey: text(search.journey),
    view: views.find((view) => view === search.view),
    ...readPeriod(search),
    customer: text(search.customer),
    by: search.by === "stage" ? "stage" : undefined,
    cases: search.cases === "session" ? "session" : undefined,
    channel: text(search.channel),
    property: named(search.property),
    persona: text(search.persona),
    through: text(search.through),
    without: text(search.without),
    order: text(search.order),
    ways: search.ways === "typical" ? "typical" : undefined,
    loops: search.loops === "all" ? "all" : undefined,
    around: text(search.around),
    way: search.way === "before" ? "before" : undefined,
    deep: oneOf(depths, Number(search.deep)),
    steps: text(search.steps),
    within: spans.find((span) => span === search.within),
    strict: search.strict === true ? true : undefined,
    split: text(search.split),
    todo: oneOf(todos, search.todo),
    between: text(search.between),
    share: share(search.share),
    colour: search.colour === "loss" ? "loss" : undefined,
    every: oneOf(["week", "month"], search.every),
    start: text(search.start),
    back: text(search.back),
    rows: rows(search.rows),
    goal: text(search.goal),
    touches: oneOf(["channel"], search.touches),
    window: oneOf(windows, search.window),
    rests: oneOf(models, search.rests),
    unit: oneOf(["conversions", "value"], search.unit),
    part: oneOf(["lifetime"], search.part),
    orders: text(search.orders),
    months: oneOf(horizons, Number(search.months)),
    ...readVersus(search),
  };
  // Short addresses: what is not said is not there.
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

export const idsOf = (list: string | undefined): string[] =>
  list ? list.split(",").filter(Boolean) : [];

export const listOf = (ids: readonly string[]): string | undefined =>
  ids.length > 0 ? ids.join(",") : undefined;

/** A choice that has a default: an empty one must be told from one never made. */
export const chosenOf = (ids: readonly string[]): string => listOf(ids) ?? "none";

/** How many filters are set, beside journey and period. */
export function filtersSet(search: RealitySearch): number {
  const { channel, property, persona, through, without, order, cases } = search;
  return [channel, property, persona, through, without, order, cases].filter(Boolean).length;
}

/**
 * The period asked for; unless the address says otherwise three months, for paths need time, and a year
 * for changes, which show against what is usual.
 */
export const realityPeriod = (search: RealitySearch): Period =>
  search.period || search.from
    ? periodOf(search)
    : { period: search.view === "changes" ? "365d" : "90d" };
