/** Presence, comments, notices and activity, as questions to the server. */
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { components } from "../api/schema";

type Schemas = components["schemas"];
export type Present = Schemas["Present"];
export type Thread = Schemas["Thread"];
export type Comment = Schemas["Comment"];
export type Notice = Schemas["Notice"];
export type Happened = Schemas["AuditEntry"];
export type NoticeSettings = Schemas["NoticeSettings"];
export type CommentState = "open" | "resolved";

const PAGE = 50;

export const countsQuery = (journey: string) =>
  queryOptions({
    queryKey: [...keys.comments(journey), "counts"],
    queryFn: async ({ signal }) =>
      (
        await call(
          http.GET("/api/v1/journeys/{id}/comments/counts", {
            params: { path: { id: journey } },
            signal,
          }),
        )
      ).items,
  });

export const threadsQuery = (journey: string, state: CommentState, touchpoint?: string) =>
  infiniteQueryOptions({
    queryKey: [...keys.comments(journey), state, touchpoint],
    queryFn: ({ pageParam, signal }) =>
      call(
        http.GET("/api/v1/journeys/{id}/comments", {
          params: {
            path: { id: journey },
            query: { state, touchpoint, cursor: pageParam, limit: PAGE },
          },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const activityQuery = (journey: string) =>
  infiniteQueryOptions({
    queryKey: keys.activity(journey),
    queryFn: ({ pageParam, signal }) =>
      call(
        http.GET("/api/v1/journeys/{id}/activity", {
          params: { path: { id: journey }, query: { cursor: pageParam, limit: PAGE } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const noticesQuery = infiniteQueryOptions({
  queryKey: keys.notices,
  queryFn: ({ pageParam, signal }) =>
    call(
      http.GET("/api/v1/notices", {
        params: { query: { cursor: pageParam, limit: PAGE } },
        signal,
      }),
    ),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }) => next ?? undefined,
});

export const noticeSettingsQuery = queryOptions({
  queryKey: [...keys.notices, "settings"],
  queryFn: ({ signal }) => call(http.GET("/api/v1/me/notices", { signal })),
});

/** Says something, changes or takes back what one said, settles a thread: and asks for all anew. */
export function useCommenting(journey: string) {
  const client = useQueryClient();
  const onSettled = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keys.comments(journey) }),
      client.invalidateQueries({ queryKey: keys.activity(journey) }),
    ]);
  const say = useMutation({
    meta: { quiet: true },
    mutationFn: (draft: Schemas["CommentDraft"]) =>
      call(
        http.POST("/api/v1/journeys/{id}/comments", {
          params: { path: { id: journey } },
          body: draft,
        }),
      ),
    onSettled,
  });
  const edit = useMutation({
    meta: { quiet: true },
    mutationFn: ({ id, body }: { id: string; body: string }) =>
      call(http.PATCH("/api/v1/comments/{id}", { params: { path: { id } }, body: { body } })),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (id: string) =>
      call(http.DELETE("/api/v1/comments/{id}", { params: { path: { id } } })),
    onSettled,
  });
  const resolve = useMutation({
    mutationFn: ({ id, resolved }: { id: string; resolved: boolean }) =>
      call(
        resolved
          ? http.PUT("/api/v1/comments/{id}/resolution", { params: { path: { id } } })
          : http.DELETE("/api/v1/comments/{id}/resolution", { params: { path: { id } } }),
      ),
    onSettled,
  });
  return { say, edit, remove, resolve };
}
