/** Whether a journey is quiet: only what is meant for oneself comes from it. */
import { Switch } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import { useI18n } from "../i18n";
import { noticeSettingsQuery } from "./queries";

export function Mute({ journey }: { journey: string }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const settings = useQuery(noticeSettingsQuery);
  const mute = useMutation({
    mutationFn: (on: boolean) => {
      const at = { params: { path: { journey } } };
      return call(
        on
          ? http.PUT("/api/v1/me/notices/muted/{journey}", at)
          : http.DELETE("/api/v1/me/notices/muted/{journey}", at),
      );
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.notices }),
  });
  const muted = mute.isPending ? mute.variables : settings.data?.muted.includes(journey);
  return (
    <Switch
      label={t("notices.mute")}
      description={t("notices.mute.why")}
      checked={muted ?? false}
      disabled={!settings.isSuccess}
      onChange={(event) => mute.mutate(event.currentTarget.checked)}
    />
  );
}
