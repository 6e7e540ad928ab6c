/** One source: its keys, how to send to it, what it sent last. */
import { Button, Stack, Switch, TagsInput, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { Source } from "../api/types";
import { useI18n } from "../i18n";
import { LiveMark } from "../shell/LiveMark";
import { Confirm } from "../ui/Confirm";
import { Page, Section } from "../ui/Page";
import { SavedMark } from "../ui/SavedMark";
import { View } from "../ui/States";
import classes from "./Settings.module.css";
import { SourceEvents } from "./SourceEvents";
import { SourceKeys } from "./SourceKeys";
import { SourceSnippets } from "./SourceSnippets";

function OneSource({ source }: { source: Source }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState(source.name);
  const params = { path: { id: source.id } };
  const save = useMutation({
    mutationFn: (changes: { name?: string; disabled?: boolean; promoted?: string[] }) =>
      call(http.PATCH("/api/v1/sources/{id}", { params, body: changes })),
    onSuccess: (saved) => {
      client.setQueryData(keys.source(source.id), saved);
      void client.invalidateQueries({ queryKey: keys.sources, exact: true });
    },
  });
  const remove = useMutation({
    mutationFn: () => call(http.DELETE("/api/v1/sources/{id}", { params })),
    onSuccess: async () => {
      await navigate({ to: "/settings/sources" });
      void client.invalidateQueries({ queryKey: keys.sources });
    },
  });
  const active = source.keys.find((key) => key.revoked_at == null);

  return (
    <Page
      title={source.name}
      lead={t(`sources.kind.${source.kind}`)}
      actions={
        <>
          <SavedMark state={save.isPending ? "saving" : save.isSuccess ? "saved" : "idle"} />
          <Confirm
            question={t("source.delete.question", { name: source.name })}
            verb={t("source.delete")}
            onConfirm={() => remove.mutate()}
          >
            {(open) => (
              <Button variant="default" onClick={open}>
                {t("source.delete")}
              </Button>
            )}
          </Confirm>
        </>
      }
    >
      <Section title={t("source.keys")} lead={t("source.keys.lead")}>
        <SourceKeys source={source} />
      </Section>
      {active && (
        <Section title={t("source.snippets")} lead={t("source.snippets.lead")}>
          <SourceSnippets kind={source.kind} writeKey={active.key} />
        </Section>
      )}
      <Section title={t("source.events")} lead={<LiveMark />}>
        <SourceEvents id={source.id} />
      </Section>
      <Section title={t("settings.title")}>
        <Stack className={classes.form}>
          <TextInput
            label={t("common.name")}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            onBlur={() => {
              const trimmed = name.trim();
              if (trimmed && trimmed !== source.name) save.mutate({ name: trimmed });
            }}
          />
          <TagsInput
            label={t("source.promoted")}
            description={t("source.promoted.hint")}
            placeholder={t("source.promoted.placeholder")}
            value={source.promoted}
            onChange={(promoted) => save.mutate({ promoted })}
          />
          <Switch
            label={t("source.enabled")}
            description={t("source.enabled.hint")}
            checked={!source.disabled}
            onChange={(event) => save.mutate({ disabled: !event.currentTarget.checked })}
          />
        </Stack>
      </Section>
    </Page>
  );
}

export function SourcePage() {
  const { id } = useParams({ from: "/shell/settings/sources/$id" });
  const source = useQuery({
    queryKey: keys.source(id),
    queryFn: ({ signal }) =>
      call(http.GET("/api/v1/sources/{id}", { params: { path: { id } }, signal })),
  });
  return <View query={source}>{(data) => <OneSource key={data.id} source={data} />}</View>;
}
