/** The interaction log: how it is, how large, what it keeps and for how long. */
import { Button, Group, Skeleton } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { call, http } from "../../api/client";
import type { LogStatus } from "../../api/types";
import { useI18n } from "../../i18n";
import { CopyField } from "../../ui/Copy";
import { Page, Section } from "../../ui/Page";
import { Empty, RowsSkeleton, View } from "../../ui/States";
import { Advanced } from "./Advanced";
import { Check } from "./Check";
import { Coded } from "./Coded";
import classes from "./Log.module.css";
import { Pending } from "./Pending";
import { logSettingsQuery, logStatusQuery } from "./queries";
import { Retention } from "./Retention";
import { Size } from "./Size";
import { isEmpty } from "./wording";

function First() {
  const { t } = useI18n();
  return (
    <Empty
      title={t("log.empty.title")}
      text={t("log.empty.text")}
      action={
        <Group justify="center">
          <Button component={Link} to="/settings/sources">
            {t("log.empty.source")}
          </Button>
          <Button component={Link} to="/imports" variant="default">
            {t("log.empty.import")}
          </Button>
        </Group>
      }
    />
  );
}

function Status({ status }: { status: LogStatus }) {
  const { t } = useI18n();
  const settings = useQuery(logSettingsQuery).data;
  const check = useMutation({
    meta: { quiet: true },
    mutationFn: () => call(http.POST("/api/v1/log/check")),
  });
  const empty = isEmpty(status);
  const hasFiles = status.segments > 0 || status.remembered_messages > 0;
  return (
    <>
      {empty ? (
        <First />
      ) : (
        <Size status={status} settings={settings} faults={check.data?.items.length ?? null} />
      )}
      <Section title={t("log.place")}>
        <CopyField value={status.place} label={t("log.place.label")} />
        {!empty && (
          <p className={classes.note}>
            <Coded text={t("log.place.text")} />
          </p>
        )}
      </Section>
      {!empty && (
        <Section title={t("log.pending")}>
          <Pending status={status} settings={settings} />
        </Section>
      )}
      {hasFiles && (
        <Section title={t("log.check")} lead={t("log.check.lead")}>
          <Check check={check} />
        </Section>
      )}
    </>
  );
}

/** The shape of what comes: a sentence, the bar, the figures. */
function Shape() {
  return (
    <>
      <Skeleton height={24} width="70%" radius="sm" />
      <Skeleton height={16} mt="md" radius="sm" />
      <Skeleton height={48} mt="md" mb="xl" radius="sm" />
      <RowsSkeleton rows={2} height={72} />
    </>
  );
}

export function LogPage() {
  const { t } = useI18n();
  const status = useQuery(logStatusQuery);
  return (
    <Page title={t("settings.log")} lead={t("log.lead")}>
      <View query={status} skeleton={<Shape />}>
        {(data) => (
          <>
            <Status status={data} />
            <Section title={t("log.retention")} lead={t("log.retention.lead")}>
              <Retention />
            </Section>
            <Advanced />
          </>
        )}
      </View>
    </Page>
  );
}
