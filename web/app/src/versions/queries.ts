/** Versions of one journey: what differs, and what is done about them. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { components } from "../api/schema";
import type { Journey } from "../api/types";
import { useI18n } from "../i18n";
import { toast } from "../ui/toasts";

type Schemas = components["schemas"];
export type Difference = Schemas["JourneyDifference"];
export type TouchpointDifference = Schemas["TouchpointDifference"];
export type FieldDifference = Schemas["FieldDifference"];
export type Version = Schemas["JourneyVersion"];

/** `undefined` is the draft. */
export const differenceQuery = (
  id: string,
  from: number | undefined,
  to: number | undefined,
  revision: number,
) =>
  queryOptions({
    queryKey: [...keys.versions(id), "difference", from, to, revision],
    queryFn: ({ signal }) =>
      call(
        http.GET("/api/v1/journeys/{id}/compare", {
          params: { path: { id }, query: { from, to } },
          signal,
        }),
      ),
  });

export function useVersions(journey: Journey) {
  const { t } = useI18n();
  const client = useQueryClient();
  const { id } = journey;
  const stale = () => {
    void client.invalidateQueries({ queryKey: keys.versions(id) });
    void client.invalidateQueries({ queryKey: keys.journeys });
    void client.invalidateQueries({ queryKey: ["figures", id] });
  };
  const put = (number: number) =>
    call(
      http.POST("/api/v1/journeys/{id}/versions/{number}/restore", {
        params: { path: { id, number } },
      }),
    );
  const keep = (drawn: Journey) => {
    client.setQueryData(keys.journey(id), drawn);
    stale();
  };
  const undo = useMutation({ mutationFn: put, onSuccess: keep });
  return {
    restore: useMutation({
      mutationFn: async (number: number) => {
        const drawn = await put(number);
        const { items } = await call(
          http.GET("/api/v1/journeys/{id}/versions", { params: { path: { id } } }),
        );
        return { drawn, before: items[0]?.kept ? items[0].number : journey.published_version };
      },
      onSuccess: ({ drawn, before }, number) => {
        keep(drawn);
        toast({
          text: t("versions.restored", { number }),
          ...(before != null &&
            before !== number && {
              action: { label: t("common.undo"), run: () => undo.mutate(before) },
            }),
        });
      },
    }),
    describe: useMutation({
      mutationFn: ({ number, ...body }: { number: number; name?: string; note?: string }) =>
        call(
          http.PATCH("/api/v1/journeys/{id}/versions/{number}", {
            params: { path: { id, number } },
            body,
          }),
        ),
      onSuccess: stale,
    }),
  };
}
