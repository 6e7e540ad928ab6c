/** Sign-in with e-mail and password. */
import { Alert, Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { call, http } from "../api/client";
import { useI18n } from "../i18n";
import { FormProblem, fieldError } from "../ui/FormProblem";
import { Outside } from "./Outside";
import { useAdoptSession } from "./session";

export function SignInPage() {
  const { t, setLanguage } = useI18n();
  const { next } = useSearch({ from: "/sign-in" });
  const navigate = useNavigate();
  const adopt = useAdoptSession();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");

  const signIn = useMutation({
    meta: { quiet: true },
    mutationFn: () => call(http.POST("/api/v1/session", { body: { email, password } })),
    onSuccess: async (session) => {
      adopt(session);
      if (session.user) setLanguage(session.user.language);
      await navigate({ href: next ?? "/" });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };

  return (
    <Outside title={t("signin.title")}>
      <Stack component="form" gap="md" mt="lg" onSubmit={submit}>
        {next && !signIn.error && (
          <Alert color="brand" variant="light">
            {t("signin.ended")}
          </Alert>
        )}
        <TextInput
          label={t("signin.email")}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={fieldError(signIn.error, "email")}
        />
        <PasswordInput
          label={t("signin.password")}
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={fieldError(signIn.error, "password")}
        />
        <FormProblem error={signIn.error} fields={["email", "password"]} />
        <Button type="submit" loading={signIn.isPending}>
          {t("signin.submit")}
        </Button>
        <Text c="dimmed" fz="xs">
          {t("signin.forgot")}
        </Text>
      </Stack>
    </Outside>
  );
}
