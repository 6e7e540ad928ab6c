/** Views saved under a name: what the address says, to be opened again. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { call, http } from "../../api/client";
import { keys } from "../../api/keys";
import type { components } from "../../api/schema";
import { type RealitySearch, readReality } from "../search";

type Schemas = components["schemas"];
export type SavedView = Omit<Schemas["SavedView"], "search"> & { search: RealitySearch };

// Below the journeys: whoever changes them is told of these too.
const queryKey = [...keys.journeys, "saved-views"];

export const savedViewsQuery = queryOptions({
  queryKey,
  queryFn: async ({ signal }): Promise<SavedView[]> => {
    const { items } = await call(http.GET("/api/v1/saved-views", { signal }));
    // What no longer makes sense is dropped, as of any old link.
    return items.map((view) => ({ ...view, search: readReality(view.search) }));
  },
});

const plain = (search: RealitySearch) =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));

export function useSaveView() {
  const client = useQueryClient();
  return useMutation({
    // Its form shows what failed.
    meta: { quiet: true },
    mutationFn: (wish: { name: string; shared: boolean; search: RealitySearch }) =>
      call(http.POST("/api/v1/saved-views", { body: { ...wish, search: plain(wish.search) } })),
    onSuccess: () => client.invalidateQueries({ queryKey }),
  });
}

export function useChangeView() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: ({
      id,
      ...change
    }: {
      id: string;
      name?: string;
      shared?: boolean;
      search?: RealitySearch;
    }) =>
      call(
        http.PATCH("/api/v1/saved-views/{id}", {
          params: { path: { id } },
          body: { ...change, search: change.search && plain(change.search) },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey }),
  });
}

export function useForgetView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      call(http.DELETE("/api/v1/saved-views/{id}", { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey }),
  });
}
