/** Invites someone by e-mail address: the answer holds a link, shown once. */
import { Button, Group, Modal, MultiSelect, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call, http } from "../api/client";
import type { Language, Role } from "../api/types";
import { useI18n } from "../i18n";
import { useUser } from "../session/session";
import { rolesFor } from "../settings/roles";
import { FormProblem, fieldError } from "../ui/FormProblem";
import { type Invitation, teamsQuery } from "./queries";

export interface Invited {
  invitation: Invitation;
  link: string;
}

/** What an invitation says, to write another one like it. */
export type Wish = Pick<Invitation, "email" | "role" | "language" | "team_ids">;

export function useInvite(onInvited: (made: Invited) => void) {
  return useMutation({
    meta: { quiet: true },
    mutationFn: (body: Wish) => call(http.POST("/api/v1/invitations", { body })),
    onSuccess: onInvited,
  });
}

export function Invite(props: { onClose: () => void; onInvited: (made: Invited) => void }) {
  const { t, language } = useI18n();
  const me = useUser();
  const teams = useQuery(teamsQuery);
  const [form, setForm] = useState<Wish>({ email: "", role: "editor", language, team_ids: [] });
  const invite = useInvite(props.onInvited);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate(form);
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
        {(teams.data?.length ?? 0) > 0 && (
          <MultiSelect
            label={t("invitations.teams")}
            placeholder={form.team_ids.length === 0 ? t("invitations.teams.none") : undefined}
            data={(teams.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={form.team_ids}
            onChange={(team_ids) => setForm({ ...form, team_ids })}
            error={fieldError(invite.error, "team_ids")}
          />
        )}
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
        <FormProblem error={invite.error} fields={["email", "team_ids"]} />
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
