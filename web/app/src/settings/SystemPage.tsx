/** The installation: version, database, time zone, background work. */
import { Select } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { SystemStatus } from "../api/types";
import { useI18n } from "../i18n";
import { Page, Section } from "../ui/Page";
import { SavedMark } from "../ui/SavedMark";
import { View } from "../ui/States";
import { DeadJobs } from "./DeadJobs";
import { MailSection } from "./MailSection";
import classes from "./Settings.module.css";

const databases: Record<string, string> = { sqlite: "SQLite", postgres: "PostgreSQL" };

function Status({ status }: { status: SystemStatus }) {
  const { t, format } = useI18n();
  const client = useQueryClient();
  const zones = useMemo(
    () => [...new Set(["UTC", status.time_zone, ...Intl.supportedValuesOf("timeZone")])],
    [status.time_zone],
  );
  const save = useMutation({
    mutationFn: (time_zone: string) => call(http.PATCH("/api/v1/system", { body: { time_zone } })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.system });
      void client.invalidateQueries({ queryKey: keys.allFigures });
    },
  });
  const facts = [
    [t("system.version"), status.version],
    [t("system.database"), databases[status.database] ?? status.database],
    [t("system.interactions"), format.number(status.interactions)],
    [t("system.customers"), format.number(status.customers)],
  ];
  const jobs = [
    [t("system.jobs.waiting"), status.jobs.waiting],
    [t("system.jobs.running"), status.jobs.running],
    [t("system.jobs.dead"), status.jobs.dead],
  ] as const;
  return (
    <>
      <dl className={classes.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={classes.form} style={{ marginTop: 32 }}>
        <Select
          label={t("system.time_zone")}
          description={t("system.time_zone.hint")}
          searchable
          allowDeselect={false}
          limit={60}
          data={zones}
          value={status.time_zone}
          onChange={(zone) => zone && save.mutate(zone)}
        />
        <SavedMark state={save.isPending ? "saving" : save.isSuccess ? "saved" : "idle"} />
      </div>
      <MailSection set={status.mail} />
      <Section title={t("system.jobs")}>
        <dl className={classes.facts}>
          {jobs.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{format.number(value)}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title={t("system.dead")}>
        <DeadJobs />
      </Section>
    </>
  );
}

export function SystemPage() {
  const { t } = useI18n();
  const status = useQuery({
    queryKey: keys.system,
    queryFn: ({ signal }) => call(http.GET("/api/v1/system", { signal })),
  });
  return (
    <Page title={t("settings.system")}>
      <View query={status}>{(data) => <Status status={data} />}</View>
    </Page>
  );
}
