/** The form of a new API token. */
import { Button, Checkbox, Group, Modal, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call, http } from "../api/client";
import type { ApiToken, Scope } from "../api/types";
import { useI18n } from "../i18n";
import { FormProblem, fieldError } from "../ui/FormProblem";

const scopes: Scope[] = [
  "journeys:read",
  "journeys:write",
  "interactions:read",
  "imports:write",
  "sources:manage",
  "users:manage",
  "audit:read",
];

/** Days until a token ends; a year covers what most scripts need. */
const lifetimes = [30, 90, 365] as const;

export function NewToken(props: {
  onClose: () => void;
  onCreated: (made: { token: ApiToken; secret: string }) => void;
}) {
  const { t, n } = useI18n();
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<Scope[]>(["journeys:read"]);
  const [days, setDays] = useState<number | null>(90);
  const create = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      call(
        http.POST("/api/v1/tokens", {
          body: { name: name.trim(), scopes: chosen, expires_in_days: days },
        }),
      ),
    onSuccess: props.onCreated,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Modal
      opened
      title={t("tokens.new")}
      onClose={props.onClose}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Stack component="form" onSubmit={submit}>
        <TextInput
          data-autofocus
          label={t("common.name")}
          required
          withAsterisk={false}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fieldError(create.error, "name")}
        />
        <Checkbox.Group
          label={t("tokens.scopes")}
          value={chosen}
          onChange={(values) => setChosen(scopes.filter((scope) => values.includes(scope)))}
          error={fieldError(create.error, "scopes")}
        >
          <Stack gap="xs" mt="xs">
            {scopes.map((scope) => (
              <Checkbox key={scope} value={scope} label={t(`scope.${scope}`)} description={scope} />
            ))}
          </Stack>
        </Checkbox.Group>
        <NativeSelect
          label={t("tokens.expires")}
          value={days === null ? "" : String(days)}
          data={[
            ...lifetimes.map((value) => ({
              value: String(value),
              label: n("tokens.expires.days", value),
            })),
            { value: "", label: t("tokens.expires.never") },
          ]}
          onChange={(event) => setDays(Number(event.currentTarget.value) || null)}
        />
        <FormProblem error={create.error} fields={["name", "scopes"]} />
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" loading={create.isPending} disabled={chosen.length === 0}>
            {t("tokens.create")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
