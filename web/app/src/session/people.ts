/** Who can answer for something, or be called: everybody who may sign in, by name. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { Person } from "../api/types";
import { useUser } from "./session";

const peopleQuery = queryOptions({
  queryKey: keys.people,
  queryFn: async ({ signal }): Promise<Person[]> =>
    (await call(http.GET("/api/v1/people", { signal }))).items,
});

/** Oneself first: that is who is chosen most. Until the others are read, oneself alone. */
export function usePeople(): Person[] {
  const me = useUser();
  const people = useQuery(peopleQuery);
  const others = (people.data ?? []).filter(({ id }) => id !== me.id);
  return [{ id: me.id, name: me.name }, ...others];
}
