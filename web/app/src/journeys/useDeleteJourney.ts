/** Deleting a journey is soft: it goes at once and a toast brings it back. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import { useI18n } from "../i18n";
import { toast } from "../ui/toasts";
import { forgetJourney } from "./queries";

export function useDeleteJourney() {
  const { t } = useI18n();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: keys.journeys });
  const restore = useMutation({
    mutationFn: (id: string) =>
      call(http.POST("/api/v1/journeys/{id}/restore", { params: { path: { id } } })),
    onSuccess: refresh,
  });
  return useMutation({
    mutationFn: ({ id }: { id: string; name: string }) =>
      call(http.DELETE("/api/v1/journeys/{id}", { params: { path: { id } } })),
    onSuccess: (_answer, { id, name }) => {
      forgetJourney(id);
      toast({
        text: t("common.deleted", { name }),
        action: { label: t("common.undo"), run: () => restore.mutate(id) },
      });
      return refresh();
    },
  });
}
