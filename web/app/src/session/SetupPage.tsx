/** First start: the owner's account, opened from the link that the server printed. */
import { Button, PasswordInput, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { call, http } from "../api/client";
import type { Language } from "../api/types";
import { useI18n } from "../i18n";
import { FormProblem, fieldError } from "../ui/FormProblem";
import { Outside } from "./Outside";
import { useAdoptSession } from "./session";
import { useHashToken } from "./token";

export function SetupPage() {
  const { t, language, setLanguage } = useI18n();
  const token = useHashToken();
  const navigate = useNavigate();
  const adopt = useAdoptSession();
  const [form, setForm] = useState({ name: "", email: "", password: "" });

  const create = useMutation({
    meta: { quiet: true },
    mutationFn: () => call(http.POST("/api/v1/setup", { body: { ...form, token, language } })),
    onSuccess: async (session) => {
      adopt(session);
      await navigate({ to: "/", replace: true });
    },
  });

  if (!token) {
    return (
      <Outside title={t("setup.no_token")}>
        <Text mt="sm">{t("setup.no_token.text")}</Text>
      </Outside>
    );
  }
  const field = (name: keyof typeof form) => ({
    value: form[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setForm({ ...form, [name]: event.currentTarget.value }),
    error: fieldError(create.error, name),
    required: true,
    withAsterisk: false,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Outside title={t("setup.title")} lead={t("setup.lead")}>
      <Stack component="form" gap="md" mt="lg" onSubmit={submit}>
        <SegmentedControl
          aria-label={t("setup.language")}
          value={language}
          onChange={(value) => setLanguage(value as Language)}
          data={[
            { value: "fr", label: t("language.fr") },
            { value: "en", label: t("language.en") },
          ]}
        />
        <TextInput label={t("setup.name")} autoComplete="name" autoFocus {...field("name")} />
        <TextInput
          label={t("signin.email")}
          type="email"
          autoComplete="username"
          {...field("email")}
        />
        <PasswordInput
          label={t("setup.password")}
          description={t("setup.password.hint")}
          autoComplete="new-password"
          {...field("password")}
        />
        <FormProblem error={create.error} fields={["name", "email", "password"]} />
        <Button type="submit" loading={create.isPending}>
          {t("setup.submit")}
        </Button>
      </Stack>
    </Outside>
  );
}
