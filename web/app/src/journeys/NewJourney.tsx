/** A new journey: its name, its persona, and a template or empty stages. */
import { Button, Group, Modal, NativeSelect, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { Language, Template } from "../api/types";
import { useI18n } from "../i18n";
import { personasQuery } from "../personas/queries";
import { hues } from "../theme/tokens";
import { FormProblem, fieldError } from "../ui/FormProblem";
import { View } from "../ui/States";
import classes from "./JourneysPage.module.css";
import { templatesQuery } from "./queries";

const BLANK = "";

function Option(props: { template: Template | null; checked: boolean; onChoose: () => void }) {
  const { t, n } = useI18n();
  const { template } = props;
  // Without a template a journey has the usual five stages.
  const bands = Object.values(hues).slice(0, template?.stages.length);
  const touchpoints = template?.stages.reduce((sum, stage) => sum + stage.touchpoints.length, 0);
  return (
    <label className={classes.option}>
      <span className={classes.bands} aria-hidden="true">
        {bands.map((hue) => (
          <i key={hue} style={{ background: hue }} />
        ))}
      </span>
      <input
        type="radio"
        name="template"
        className="visually-hidden"
        checked={props.checked}
        onChange={props.onChoose}
      />
      <span className={classes.name}>{template?.name ?? t("new.blank")}</span>
      <span className={classes.sub}>{template?.description ?? t("new.blank.text")}</span>
      {template && (
        <span className={classes.sub}>
          {n("journeys.stages", template.stages.length)} ·{" "}
          {n("journeys.touchpoints", touchpoints ?? 0)}
        </span>
      )}
    </label>
  );
}

export function NewJourney(props: { onClose: () => void }) {
  const { t, language: reading } = useI18n();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [language, setLanguage] = useState<Language>(reading);
  const [name, setName] = useState("");
  const [personaId, setPersonaId] = useState<string | null>(null);
  const [template, setTemplate] = useState("five-stages");
  const templates = useQuery(templatesQuery(language));
  const personas = useQuery(personasQuery);

  const create = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      call(
        http.POST("/api/v1/journeys", {
          body: {
            name: name.trim(),
            persona_id: personaId,
            template: template === BLANK ? null : template,
            language,
          },
        }),
      ),
    onSuccess: async (journey) => {
      client.setQueryData(keys.journey(journey.id), journey);
      void client.invalidateQueries({ queryKey: keys.journeys });
      await navigate({ to: "/journeys/$id", params: { id: journey.id } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };

  return (
    <Modal
      opened
      size="xl"
      title={t("new.title")}
      onClose={props.onClose}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Stack component="form" onSubmit={submit}>
        <TextInput
          data-autofocus
          label={t("new.name")}
          placeholder={t("new.name.example")}
          value={name}
          required
          withAsterisk={false}
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fieldError(create.error, "name")}
        />
        {(personas.data?.length ?? 0) > 0 && (
          <Select
            label={`${t("new.persona")} (${t("common.optional")})`}
            clearable
            data={(personas.data ?? []).map((p) => ({ value: p.id, label: p.name }))}
            value={personaId}
            onChange={setPersonaId}
          />
        )}
        <div role="radiogroup" aria-label={t("new.start_from")}>
          <Group justify="space-between" align="flex-end">
            <Text fw={550}>{t("new.start_from")}</Text>
            <NativeSelect
              size="xs"
              aria-label={t("new.language")}
              value={language}
              onChange={(event) => setLanguage(event.currentTarget.value as Language)}
              data={[
                { value: "fr", label: t("language.fr") },
                { value: "en", label: t("language.en") },
              ]}
            />
          </Group>
          <View query={templates}>
            {({ items }) => (
              <div className={classes.options}>
                {items.map((item) => (
                  <Option
                    key={item.id}
                    template={item}
                    checked={template === item.id}
                    onChoose={() => setTemplate(item.id)}
                  />
                ))}
                <Option
                  template={null}
                  checked={template === BLANK}
                  onChoose={() => setTemplate(BLANK)}
                />
              </div>
            )}
          </View>
        </div>
        <FormProblem error={create.error} fields={["name"]} />
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t("new.create")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
