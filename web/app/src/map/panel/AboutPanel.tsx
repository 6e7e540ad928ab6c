/** What the journey is about: name, persona, scenario, start, end, goal. Saved on leaving. */
import { Button, Select, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { call, http } from "../../api/client";
import { keys } from "../../api/keys";
import { useI18n } from "../../i18n";
import { useDeleteJourney } from "../../journeys/useDeleteJourney";
import { personasQuery } from "../../personas/queries";
import { SavedMark } from "../../ui/SavedMark";
import { useMap } from "../context";
import { PanelFrame } from "./Panel";
import classes from "./Panel.module.css";

type Changes = {
  name?: string;
  persona_id?: string | null;
  scenario?: string;
  start?: string;
  end?: string;
  goal?: string;
};

export function AboutPanel() {
  const { t } = useI18n();
  const { journey, editable } = useMap();
  const client = useQueryClient();
  const navigate = useNavigate();
  const personas = useQuery(personasQuery);
  const [typed, setTyped] = useState<Changes>({});
  const remove = useDeleteJourney();

  const save = useMutation({
    mutationFn: (changes: Changes) =>
      call(
        http.PATCH("/api/v1/journeys/{id}", {
          params: { path: { id: journey.id } },
          body: changes,
        }),
      ),
    onSuccess: (saved, sent) => {
      client.setQueryData(keys.journey(journey.id), saved);
      void client.invalidateQueries({ queryKey: keys.journeys });
      setTyped((now) =>
        Object.fromEntries(
          Object.entries(now).filter(([field, value]) => sent[field as keyof Changes] !== value),
        ),
      );
    },
  });
  const leave = () => {
    const changes = { ...typed };
    if (changes.name !== undefined && changes.name.trim() === "") delete changes.name;
    if (Object.keys(changes).length > 0) save.mutate(changes);
  };
  const field = (name: "scenario" | "start" | "end" | "goal") => ({
    label: t(`about.${name}`),
    value: typed[name] ?? journey[name],
    readOnly: !editable,
    onChange: (event: { currentTarget: { value: string } }) =>
      setTyped({ ...typed, [name]: event.currentTarget.value }),
    onBlur: leave,
  });

  return (
    <PanelFrame
      title={t("map.about")}
      mark={
        <SavedMark
          state={
            save.isPending ? "saving" : save.isError ? "failed" : save.isSuccess ? "saved" : "idle"
          }
        />
      }
    >
      <div className={classes.fields}>
        <TextInput
          label={t("about.name")}
          value={typed.name ?? journey.name}
          readOnly={!editable}
          maxLength={200}
          onChange={(event) => setTyped({ ...typed, name: event.currentTarget.value })}
          onBlur={leave}
        />
        <Select
          label={t("about.persona")}
          placeholder={t("common.none")}
          clearable
          readOnly={!editable}
          data={(personas.data ?? []).map((persona) => ({
            value: persona.id,
            label: persona.name,
          }))}
          value={journey.persona?.id ?? null}
          onChange={(persona_id) => save.mutate({ persona_id })}
        />
        <Textarea autosize minRows={2} {...field("scenario")} />
        <TextInput {...field("start")} />
        <TextInput {...field("end")} />
        <TextInput {...field("goal")} />
        {editable && (
          <Button
            variant="default"
            mt="lg"
            style={{ alignSelf: "flex-start" }}
            onClick={() =>
              remove.mutate(journey, { onSuccess: () => void navigate({ to: "/journeys" }) })
            }
          >
            {t("about.delete")}
          </Button>
        )}
      </div>
    </PanelFrame>
  );
}
