/** The customers behind a figure: the report's own question, and which figure. */
import { infiniteQueryOptions } from "@tanstack/react-query";
import { call, http } from "../../api/client";
import { keys } from "../../api/keys";
import type { components, paths } from "../../api/schema";
import type { Question } from "../queries";

type CustomersBehind = components["schemas"]["CustomersBehind"];
type Query<P extends keyof paths> = paths[P] extends { get: { parameters: { query?: infer Q } } }
  ? Q
  : never;
/** What names a figure, beside the question that all reports share. */
type Named<P extends keyof paths> = Omit<
  NonNullable<Query<P>>,
  keyof Question | "cursor" | "limit" | "format"
>;

/** A question as reports are asked it; each may leave out what it has no use for. */
export type Whose = Pick<Question, "journey">;

/** The reports of which one can ask who is behind a figure. */
type Asked =
  | "transitions"
  | "flows"
  | "variants"
  | "funnel"
  | "cohorts"
  | "durations"
  | "attribution"
  | "lifetime-value"
  | "drift";

export type Figure = {
  [R in Asked]: { report: R; of: Named<`/api/v1/reports/${R}/customers`> };
}[Asked];

const PAGE = 50;

function page(question: Whose, { report, of }: Figure, cursor?: string, signal?: AbortSignal) {
  const query = { ...question, ...of, cursor, limit: PAGE };
  // All of them answer alike, and what each wants of a figure is checked where the figure is named.
  const path = `/api/v1/reports/${report}/customers` as "/api/v1/reports/transitions/customers";
  return call(http.GET(path, { params: { query }, signal }));
}

/** What these customers did on the map; nothing while positions are still being found. */
async function waysOf(journey: string, customers: string, signal: AbortSignal) {
  if (!customers) return new Map<string, string[]>();
  const found = await http.GET("/api/v1/journeys/{id}/ways", {
    params: { path: { id: journey }, query: { customers } },
    signal,
  });
  return new Map(
    (found.data?.items ?? []).map(({ customer_id, steps }) => [
      customer_id,
      steps.map(({ touchpoint_id }) => touchpoint_id),
    ]),
  );
}

/** Page after page; with each the customers themselves and their ways, asked for at once. */
export const behindQuery = (question: Whose, figure: Figure) =>
  infiniteQueryOptions({
    queryKey: [...keys.allFigures, "behind", question, figure],
    queryFn: async ({ pageParam, signal }) => {
      // As JSON: the table is for whoever downloads it.
      const found = (await page(question, figure, pageParam, signal)) as CustomersBehind;
      const ids = found.items.map(({ customer_id }) => customer_id).join(",");
      const [known, ways] = await Promise.all([
        ids
          ? call(http.GET("/api/v1/customers", { params: { query: { ids } }, signal }))
          : { items: [] },
        waysOf(question.journey, ids, signal),
      ]);
      const customers = known.items.map((customer) => ({
        ...customer,
        way: ways.get(customer.id) ?? [],
      }));
      return { total: found.total, next: found.next, customers };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** Where all of them come as a table. */
export function csvAddress(question: Whose, { report, of }: Figure): string {
  const query = new URLSearchParams({ format: "csv" });
  for (const [name, value] of Object.entries({ ...question, ...of })) {
    if (value !== undefined && value !== null) query.set(name, String(value));
  }
  return `/api/v1/reports/${report}/customers?${query}`;
}
