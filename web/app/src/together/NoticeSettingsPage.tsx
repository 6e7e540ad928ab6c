/** When mail comes, and which journeys are quiet. */
import { Button, Radio, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import { useI18n } from "../i18n";
import { journeysQuery } from "../journeys/queries";
import { LinkButton } from "../ui/LinkButton";
import { Page, Section } from "../ui/Page";
import { SavedMark } from "../ui/SavedMark";
import { View } from "../ui/States";
import { type NoticeSettings, noticeSettingsQuery } from "./queries";
import classes from "./together.module.css";

type Wish = NoticeSettings["mail"];
const states = { idle: "idle", pending: "saving", success: "saved", error: "failed" } as const;
const wishes: readonly Wish[] = ["soon", "daily", "never"];

function Muted({ ids }: { ids: readonly string[] }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const journeys = useQuery(journeysQuery).data?.items ?? [];
  const speak = useMutation({
    mutationFn: (journey: string) =>
      call(http.DELETE("/api/v1/me/notices/muted/{journey}", { params: { path: { journey } } })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.notices }),
  });
  if (ids.length === 0) return <p className={classes.gone}>{t("notices.muted.none")}</p>;
  return (
    <ul className={classes.rows}>
      {ids.map((id) => (
        <li key={id} className={`${classes.row} ${classes.head}`}>
          <span className={classes.when} style={{ color: "inherit" }}>
            {journeys.find((journey) => journey.id === id)?.name ?? t("notices.muted.gone")}
          </span>
          <Button size="compact-sm" variant="default" onClick={() => speak.mutate(id)}>
            {t("notices.unmute")}
          </Button>
        </li>
      ))}
    </ul>
  );
}

export function NoticeSettingsPage() {
  const { t } = useI18n();
  const client = useQueryClient();
  const settings = useQuery(noticeSettingsQuery);
  // Shown as chosen at once, and as it was where it could not be saved.
  const [chosen, setChosen] = useState<Wish | null>(null);
  const save = useMutation({
    onError: () => setChosen(null),
    mutationFn: (mail: Wish) => call(http.PATCH("/api/v1/me/notices", { body: { mail } })),
    onSuccess: (saved) => client.setQueryData(noticeSettingsQuery.queryKey, saved),
  });
  return (
    <Page title={t("notices.settings.title")} lead={t("notices.settings.lead")}>
      <View query={settings}>
        {({ mail, mail_is_set_up, muted }) => (
          <>
            <LinkButton to="/notices" variant="default" mb="lg">
              {t("notices.see")}
            </LinkButton>
            <Section title={t("notices.mail")}>
              {!mail_is_set_up && <p className={classes.gone}>{t("notices.mail.unset")}</p>}
              <Radio.Group
                value={chosen ?? mail}
                onChange={(wish) => {
                  setChosen(wish as Wish);
                  save.mutate(wish as Wish);
                }}
              >
                <Stack gap="sm">
                  {wishes.map((wish) => (
                    <Radio
                      key={wish}
                      value={wish}
                      label={t(`notices.mail.${wish}`)}
                      description={t(`notices.mail.${wish}.why`)}
                    />
                  ))}
                </Stack>
              </Radio.Group>
              <SavedMark state={states[save.status]} />
            </Section>
            <Section title={t("notices.muted")}>
              <Muted ids={muted} />
            </Section>
          </>
        )}
      </View>
    </Page>
  );
}
