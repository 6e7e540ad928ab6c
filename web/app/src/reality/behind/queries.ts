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

export type Figure =
  | { report: "transitions"; of: Named<"/api/v1/reports/transitions/customers"> }
  | { report: "flows"; of: Named<"/api/v1/reports/flows/customers"> }
  | { report: "variants"; of: Named<"/api/v1/reports/variants/customers"> }
  | { report: "funnel"; of: Named<"/api/v1/reports/funnel/customers"> }
  | { report: "drift"; of: Named<"/api/v1/reports/drift/customers"> };

const PAGE = 50;

function page(question: Question, { report, of }: Figure, cursor?: string, signal?: AbortSignal) {
  const query = { ...question, ...of, cursor, limit: PAGE };
  switch (report) {
    case "transitions":
      return call(http.GET("/api/v1/reports/transitions/customers", { params: { query }, signal }));
    case "flows":
      return call(
        http.GET("/api/v1/reports/flows/customers", {
          params: { query: query as NonNullable<Query<"/api/v1/reports/flows/customers">> },
          signal,
        }),
      );
    case "variants":
      return call(
        http.GET("/api/v1/reports/variants/customers", {
          params: { query: query as NonNullable<Query<"/api/v1/reports/variants/customers">> },
          signal,
        }),
      );
    case "funnel":
      return call(
        http.GET("/api/v1/reports/funnel/customers", {
          params: { query: query as NonNullable<Query<"/api/v1/reports/funnel/customers">> },
          signal,
        }),
      );
    case "drift":
      return call(http.GET("/api/v1/reports/drift/customers", { params: { query }, signal }));
  }
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
export const behindQuery = (question: Question, figure: Figure) =>
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
export function csvAddress(question: Question, { report, of }: Figure): string {
  const query = new URLSearchParams({ format: "csv" });
  for (const [name, value] of Object.entries({ ...question, ...of })) {
    if (value !== undefined && value !== null) query.set(name, String(value));
  }
  return `/api/v1/reports/${report}/customers?${query}`;
}
