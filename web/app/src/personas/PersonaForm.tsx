/** Creates or edits a persona. */
import { Button, Group, Modal, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { Persona } from "../api/types";
import { useI18n } from "../i18n";
import { Confirm } from "../ui/Confirm";
import { FormProblem, fieldError } from "../ui/FormProblem";

const lines = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

export function PersonaForm(props: { persona: Persona | undefined; onClose: () => void }) {
  const { persona, onClose } = props;
  const { t } = useI18n();
  const client = useQueryClient();
  const [form, setForm] = useState({
    name: persona?.name ?? "",
    summary: persona?.summary ?? "",
    goals: persona?.goals.join("\n") ?? "",
    frustrations: persona?.frustrations.join("\n") ?? "",
  });
  const done = () => {
    void client.invalidateQueries({ queryKey: keys.personas });
    void client.invalidateQueries({ queryKey: ["journey"] });
    onClose();
  };
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: (): Promise<Persona> => {
      const body = {
        name: form.name.trim(),
        summary: form.summary.trim(),
        goals: lines(form.goals),
        frustrations: lines(form.frustrations),
      };
      return persona
        ? call(http.PATCH("/api/v1/personas/{id}", { params: { path: { id: persona.id } }, body }))
        : call(http.POST("/api/v1/personas", { body }));
    },
    onSuccess: done,
  });
  const remove = useMutation({
    meta: { quiet: true },
    mutationFn: (id: string) =>
      call(http.DELETE("/api/v1/personas/{id}", { params: { path: { id } } })),
    onSuccess: done,
  });
  const field = (name: keyof typeof form) => ({
    value: form[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setForm({ ...form, [name]: event.currentTarget.value }),
    error: fieldError(save.error, name),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };

  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={persona ? t("personas.edit", { name: persona.name }) : t("personas.new")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Stack component="form" onSubmit={submit}>
        <TextInput
          data-autofocus
          label={t("personas.name")}
          placeholder={t("personas.name.example")}
          required
          withAsterisk={false}
          maxLength={200}
          {...field("name")}
        />
        <Textarea label={t("personas.summary")} autosize minRows={2} {...field("summary")} />
        <Textarea
          label={t("personas.goals")}
          description={t("personas.goals.hint")}
          autosize
          minRows={3}
          {...field("goals")}
        />
        <Textarea
          label={t("personas.frustrations")}
          description={t("personas.goals.hint")}
          autosize
          minRows={3}
          {...field("frustrations")}
        />
        <FormProblem error={save.error ?? remove.error} fields={Object.keys(form)} />
        <Group justify="space-between">
          {persona ? (
            <Confirm
              question={t("personas.delete.question", { name: persona.name })}
              verb={t("personas.delete")}
              onConfirm={() => remove.mutate(persona.id)}
            >
              {(open) => (
                <Button variant="default" loading={remove.isPending} onClick={open}>
                  {t("personas.delete")}
                </Button>
              )}
            </Confirm>
          ) : (
            <span />
          )}
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t(persona ? "personas.save" : "personas.create")}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  );
}
