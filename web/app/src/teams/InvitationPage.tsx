/** Where an invitation's link leads: a name and a password, and one is in. */
import { Anchor, Button, Loader, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { call, http } from "../api/client";
import { useI18n } from "../i18n";
import { Outside } from "../session/Outside";
import { useAdoptSession } from "../session/session";
import { useHashToken } from "../session/token";
import { FormProblem, fieldError } from "../ui/FormProblem";
import { problemText } from "../ui/problem";

export function InvitationPage() {
  const { t, language } = useI18n();
  const token = useHashToken();
  const navigate = useNavigate();
  const adopt = useAdoptSession();
  const [form, setForm] = useState({ name: "", password: "" });
  const offer = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => call(http.POST("/api/v1/session/invitation/read", { body: { token } })),
    enabled: token !== "",
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const accept = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      call(http.POST("/api/v1/session/invitation", { body: { ...form, token, language } })),
    onSuccess: async (session) => {
      adopt(session);
      await navigate({ to: "/", replace: true });
    },
  });

  if (!token || offer.isError) {
    return (
      <Outside title={t("invitation.failed")}>
        <Text mt="sm" mb="md">
          {offer.error ? problemText(offer.error, t) : t("invitation.no_token")}
        </Text>
        <Anchor component={Link} to="/sign-in">
          {t("link.to_signin")}
        </Anchor>
      </Outside>
    );
  }
  if (!offer.data) {
    return (
      <Outside title={t("invitation.title")}>
        <Loader mt="md" />
      </Outside>
    );
  }
  const field = (name: keyof typeof form) => ({
    value: form[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setForm({ ...form, [name]: event.currentTarget.value }),
    error: fieldError(accept.error, name),
    required: true,
    withAsterisk: false,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    accept.mutate();
  };
  const { invited_by: name, email, role } = offer.data;
  return (
    <Outside
      title={t("invitation.title")}
      lead={t("invitation.lead", { name, email, role: t(`role.${role}`) })}
    >
      <Stack component="form" gap="md" mt="lg" onSubmit={submit}>
        {/* For password managers, which keep the two together. */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <TextInput label={t("setup.name")} autoComplete="name" autoFocus {...field("name")} />
        <PasswordInput
          label={t("setup.password")}
          description={t("setup.password.hint")}
          autoComplete="new-password"
          {...field("password")}
        />
        <FormProblem error={accept.error} fields={["name", "password"]} />
        <Button type="submit" loading={accept.isPending}>
          {t("invitation.submit")}
        </Button>
      </Stack>
    </Outside>
  );
}
