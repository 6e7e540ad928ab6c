/** All personas: few enough for one list, but the server pages, so every page is read. */
import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { Persona } from "../api/types";

export async function readPersonas(signal?: AbortSignal): Promise<Persona[]> {
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
}

export const personasQuery = queryOptions({
  queryKey: keys.personas,
  queryFn: ({ signal }) => readPersonas(signal),
});

export const personaQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.personas, id],
    queryFn: ({ signal }) =>
      call(http.GET("/api/v1/personas/{id}", { params: { path: { id } }, signal })),
  });

/** Keeps what the server just answered, in the list too. */
export function keepPersona(client: QueryClient, persona: Persona): void {
  client.setQueryData(personaQuery(persona.id).queryKey, persona);
  client.setQueryData(keys.personas, (all: Persona[] | undefined) =>
    all?.map((item) => (item.id === persona.id ? persona : item)),
  );
}
