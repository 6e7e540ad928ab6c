/** The four thresholds of upkeep, folded away: their defaults suit almost everyone. */
import { Button, Group, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call, http } from "../../api/client";
import { keys } from "../../api/keys";
import type { LogSettings } from "../../api/types";
import { useI18n } from "../../i18n";
import { FormProblem, fieldError } from "../../ui/FormProblem";
import { SavedMark } from "../../ui/SavedMark";
import { View } from "../../ui/States";
import shared from "../Settings.module.css";
import classes from "./Log.module.css";
import { logSettingsQuery } from "./queries";
import { Whole } from "./Whole";

type Name = keyof LogSettings;

/** Units, defaults and bounds as they are said; the server keeps them. */
const fields = [
  { name: "seal_rows", unit: "rows", standard: 100_000, least: 1_000, most: 2_000_000 },
  { name: "segment_rows", unit: "rows", standard: 8_000_000, least: 10_000, most: 100_000_000 },
  { name: "remember_days", unit: "days", standard: 90, least: 7, most: 3_650 },
  { name: "grace_minutes", unit: "minutes", standard: 15, least: 1, most: 1_440 },
] as const satisfies { name: Name; unit: string; standard: number; least: number; most: number }[];

const names = fields.map((field) => field.name);
const standard = Object.fromEntries(fields.map((field) => [field.name, field.standard]));

type Draft = Partial<Record<Name, number | null>>;

function Form({ settings }: { settings: LogSettings }) {
  const { t, format } = useI18n();
  const client = useQueryClient();
  // Only what was typed: the rest follows the server.
  const [draft, setDraft] = useState<Draft>({});
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: (body: LogSettings) => call(http.PUT("/api/v1/log/settings", { body })),
    onSuccess: (_saved, body) => {
      setDraft({});
      client.setQueryData(keys.logSettings, body);
      void client.invalidateQueries({ queryKey: keys.logStatus });
    },
  });
  const values: Record<Name, number | null> = { ...settings, ...draft };
  const edit = (changes: Draft) => {
    setDraft((old) => ({ ...old, ...changes }));
    save.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const whole = names.every((name) => values[name] !== null);
    // An empty field is the browser's to name: each is required.
    if (whole) save.mutate(values as LogSettings);
  };
  const atStandard = fields.every((field) => values[field.name] === field.standard);
  return (
    <form className={shared.form} onSubmit={submit}>
      {fields.map(({ name, unit, ...bounds }) => (
        <Whole
          key={name}
          label={t(`log.advanced.${name}`)}
          unit={t(`log.advanced.${unit}`)}
          description={
            <>
              {t(`log.advanced.${name}.hint`)}
              <br />
              {t("log.advanced.default", {
                value: format.number(bounds.standard),
                least: format.number(bounds.least),
                most: format.number(bounds.most),
              })}
            </>
          }
          value={values[name]}
          onChange={(value) => edit({ [name]: value })}
          error={fieldError(save.error, name)}
        />
      ))}
      <FormProblem error={save.error} fields={names} />
      <Group className={classes.buttons}>
        <Button type="submit" loading={save.isPending}>
          {t("common.save")}
        </Button>
        {!atStandard && (
          <Button variant="subtle" color="gray" onClick={() => edit(standard)}>
            {t("log.advanced.reset")}
          </Button>
        )}
        <SavedMark
          state={
            save.isPending ? "saving" : save.isError ? "failed" : save.isSuccess ? "saved" : "idle"
          }
        />
      </Group>
    </form>
  );
}

export function Advanced() {
  const { t } = useI18n();
  const settings = useQuery(logSettingsQuery);
  return (
    <details className={classes.advanced}>
      <summary>
        <Title order={2} fz="lg">
          {t("log.advanced")}
        </Title>
      </summary>
      <p className={classes.note}>{t("log.advanced.lead")}</p>
      <View query={settings}>{(data) => <Form settings={data} />}</View>
    </details>
  );
}
