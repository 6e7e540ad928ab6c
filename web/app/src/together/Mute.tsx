/** Whether a journey is quiet: only what is meant for oneself comes from it. */
import { Switch } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import { useI18n } from "../i18n";
import { noticeSettingsQuery } from "./queries";

export function Mute({ journey }: { journey: string }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const settings = useQuery(noticeSettingsQuery);
  // Shown as wished at once, and as it was where it could not be saved.
  const [wished, setWished] = useState<boolean | null>(null);
  const mute = useMutation({
    mutationFn: (on: boolean) => {
      const at = { params: { path: { journey } } };
      return call(
        on
          ? http.PUT("/api/v1/me/notices/muted/{journey}", at)
          : http.DELETE("/api/v1/me/notices/muted/{journey}", at),
      );
    },
    onError: () => setWished(null),
    onSettled: () => client.invalidateQueries({ queryKey: keys.notices }),
  });
  const muted = wished ?? settings.data?.muted.includes(journey);
  return (
    <Switch
      label={t("notices.mute")}
      description={t("notices.mute.why")}
      checked={muted ?? false}
      disabled={!settings.isSuccess}
      onChange={(event) => {
        setWished(event.currentTarget.checked);
        mute.mutate(event.currentTarget.checked);
      }}
    />
  );
}
