/** All personas: few enough for one list, but the server pages, so every page is read. */
import { queryOptions } from "@tanstack/react-query";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { Persona } from "../api/types";

export const personasQuery = queryOptions({
  queryKey: keys.personas,
  queryFn: async ({ signal }): Promise<Persona[]> => {
    const all: Persona[] = [];
    let cursor: string | undefined;
    do {
      const page = await call(
        http.GET("/api/v1/personas", { params: { query: { cursor, limit: 200 } }, signal }),
      );
      all.push(...page.items);
      cursor = page.next ?? undefined;
    } while (cursor);
    return all;
  },
});
