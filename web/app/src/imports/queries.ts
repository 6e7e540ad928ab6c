/** What the import screens read. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { Import, ImportOptions } from "../api/types";

/** Live updates move a running import; this is the safety net when they are away. */
const POLL_MS = 3000;

export function isMoving(item: Pick<Import, "state"> | undefined): boolean {
  return item?.state === "waiting" || item?.state === "running";
}

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: keys.import(id),
    queryFn: ({ signal }) =>
      call(http.GET("/api/v1/imports/{id}", { params: { path: { id } }, signal })),
    refetchInterval: (query) => (isMoving(query.state.data) ? POLL_MS : false),
  });

/** The first rows, read with `options`; the answer says what was guessed. */
export const previewQuery = (id: string, options: ImportOptions) =>
  queryOptions({
    queryKey: keys.importPreview(id, options),
    queryFn: ({ signal }) =>
      call(
        http.POST("/api/v1/imports/{id}/preview", {
          params: { path: { id } },
          body: options,
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
