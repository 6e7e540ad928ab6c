/** The reports that “Reality” draws, as questions to the server. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { components } from "../api/schema";
import type { Journey } from "../api/types";
import { idsOf, type RealitySearch, realityPeriod } from "./search";

type Schemas = components["schemas"];
export type Transitions = Schemas["TransitionsReport"];
export type Edge = Schemas["NamedEdge"];
export type Variants = Schemas["VariantsReport"];
export type Drift = Schemas["DriftReport"];
export type Changes = Schemas["ChangesReport"];
export type Flows = Schemas["FlowsReport"];
export type Funnel = Schemas["FunnelReport"];
export type FunnelStep = Schemas["FunnelStep"];

/** An activity of a journey, in the order of its map. */
export interface Place {
  id: string;
  name: string;
  hue: Journey["stages"][number]["hue"];
  /** Which stage it belongs to, from 0. */
  column: number;
}

export function placesOf(journey: Journey, by: "stage" | undefined): Place[] {
  return journey.stages.flatMap((stage, column) =>
    by === "stage"
      ? [{ id: stage.id, name: stage.name, hue: stage.hue, column }]
      : stage.touchpoints.map(({ id, name }) => ({ id, name, hue: stage.hue, column })),
  );
}

/** Names as a list: a comma or a bar that belongs to a name is marked as such. */
export const written = (names: readonly string[]): string | undefined =>
  names.length > 0 ? names.map((name) => name.replaceAll(/[\\,|]/g, "\\$&")).join(",") : undefined;

/** The names of places by their ids; those that have gone from the map since are left out. */
export function namesOf(places: readonly Place[], list: string | undefined): string[] {
  const names = new Map(places.map(({ id, name }) => [id, name]));
  return idsOf(list).flatMap((id) => names.get(id) ?? []);
}

/** What every report is asked alike. */
export function questionOf(search: RealitySearch, journey: Journey) {
  const places = placesOf(journey, search.by);
  const names = (list: string | undefined) => written(namesOf(places, list));
  return {
    ...realityPeriod(search),
    journey: journey.id,
    by: search.by ?? ("touchpoint" as const),
    cases: search.cases,
    channel: search.channel,
    property: search.property,
    persona: search.persona,
    through: names(search.through),
    not_through: names(search.without),
    in_order: names(search.order),
  };
}

export type Question = ReturnType<typeof questionOf>;

export const reportKey = (name: string, question: object) => [
  ...keys.allFigures,
  "report",
  name,
  question,
];

/** The last answer stays, dimmed, while another question is on its way. */
export const still = { placeholderData: keepPreviousData } as const;

export const transitionsQuery = (question: Question) =>
  queryOptions({
    queryKey: reportKey("transitions", question),
    queryFn: ({ signal }) =>
      call(http.GET("/api/v1/reports/transitions", { params: { query: question }, signal })),
    ...still,
  });

export interface Told {
  top: number;
  fold_loops: boolean;
  median: boolean;
  representatives?: number;
}

export const variantsQuery = (question: Question, told: Told) => {
  const query = { ...question, ...told };
  return queryOptions({
    queryKey: reportKey("variants", query),
    queryFn: ({ signal }) =>
      call(http.GET("/api/v1/reports/variants", { params: { query }, signal })),
    ...still,
  });
};

export const changesQuery = (question: Question) => {
  // Every contact is looked at: ways cannot be chosen.
  const { channel, journey, period, from, to, property, persona } = {
    period: undefined,
    from: undefined,
    to: undefined,
    ...question,
  };
  const query = { channel, journey, period, from, to, property, persona };
  return queryOptions({
    queryKey: reportKey("changes", query),
    queryFn: ({ signal }) =>
      call(http.GET("/api/v1/reports/changes", { params: { query }, signal })),
    ...still,
  });
};

export interface Flowed {
  after?: string;
  before?: string;
  steps: number;
  top: number;
  fold_loops: boolean;
}

export const flowsQuery = (question: Question, flowed: Flowed) => {
  const query = { ...question, ...flowed };
  return queryOptions({
    queryKey: reportKey("flows", query),
    queryFn: ({ signal }) => call(http.GET("/api/v1/reports/flows", { params: { query }, signal })),
    ...still,
  });
};

export interface Funnelled {
  steps: string;
  within: string;
  strict?: boolean;
  split_by?: string;
}

export const funnelQuery = (question: Question, funnelled: Funnelled) => {
  const query = { ...question, ...funnelled };
  return queryOptions({
    queryKey: reportKey("funnel", query),
    queryFn: ({ signal }) =>
      call(http.GET("/api/v1/reports/funnel", { params: { query }, signal })),
    ...still,
  });
};

export const driftQuery = (question: Question) => {
  // The order of a map is that of its touchpoints.
  const query = { ...question, by: "touchpoint" as const };
  return queryOptions({
    queryKey: reportKey("drift", query),
    queryFn: ({ signal }) => call(http.GET("/api/v1/reports/drift", { params: { query }, signal })),
    ...still,
  });
};
