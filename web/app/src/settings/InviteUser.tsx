/** Invites someone: the answer holds a one-time link for them. */
import { Button, Group, Modal, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call, http } from "../api/client";
import type { Language, Role, User } from "../api/types";
import { useI18n } from "../i18n";
import { useUser } from "../session/session";
import { FormProblem, fieldError } from "../ui/FormProblem";
import { rolesFor } from "./roles";

export function InviteUser(props: {
  onClose: () => void;
  onInvited: (made: { user: User; link: string }) => void;
}) {
  const { t, language } = useI18n();
  const me = useUser();
  const [form, setForm] = useState<{
    name: string;
    email: string;
    role: Role;
    language: Language;
  }>({ name: "", email: "", role: "editor", language });
  const invite = useMutation({
    meta: { quiet: true },
    mutationFn: () => call(http.POST("/api/v1/users", { body: form })),
    onSuccess: props.onInvited,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate();
  };
  return (
    <Modal
      opened
      title={t("users.new")}
      onClose={props.onClose}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Stack component="form" onSubmit={submit}>
        <TextInput
          data-autofocus
          label={t("common.name")}
          required
          withAsterisk={false}
          value={form.name}
          onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
          error={fieldError(invite.error, "name")}
        />
        <TextInput
          type="email"
          label={t("users.email")}
          required
          withAsterisk={false}
          value={form.email}
          onChange={(event) => setForm({ ...form, email: event.currentTarget.value })}
          error={fieldError(invite.error, "email")}
        />
        <NativeSelect
          label={t("users.role")}
          description={t(`role.${form.role}.hint`)}
          value={form.role}
          data={rolesFor(me).map((role) => ({ value: role, label: t(`role.${role}`) }))}
          onChange={(event) => setForm({ ...form, role: event.currentTarget.value as Role })}
        />
        <NativeSelect
          label={t("users.language")}
          value={form.language}
          data={[
            { value: "fr", label: t("language.fr") },
            { value: "en", label: t("language.en") },
          ]}
          onChange={(event) =>
            setForm({ ...form, language: event.currentTarget.value as Language })
          }
        />
        <FormProblem error={invite.error} fields={["name", "email"]} />
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" loading={invite.isPending}>
            {t("users.invite")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
