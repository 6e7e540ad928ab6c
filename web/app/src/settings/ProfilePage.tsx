/** The signed-in person: name, language, theme, password. */
import {
  Button,
  PasswordInput,
  SegmentedControl,
  Text,
  TextInput,
  useMantineColorScheme,
} from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { Language, Session } from "../api/types";
import { useI18n } from "../i18n";
import { useSignOut, useUser } from "../session/session";
import { MyTeams } from "../teams/MyTeams";
import { FormProblem, fieldError } from "../ui/FormProblem";
import { Page, Section } from "../ui/Page";
import { SavedMark } from "../ui/SavedMark";
import { toast } from "../ui/toasts";
import classes from "./Settings.module.css";

function Password() {
  const { t } = useI18n();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const change = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      call(http.PUT("/api/v1/me/password", { body: { current: current || null, new: next } })),
    onSuccess: () => {
      setCurrent("");
      setNext("");
      toast({ text: t("profile.password.changed") });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <PasswordInput
        label={t("profile.password.current")}
        description={t("profile.password.current.hint")}
        autoComplete="current-password"
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
        error={fieldError(change.error, "current")}
      />
      <PasswordInput
        label={t("profile.password.new")}
        description={t("setup.password.hint")}
        autoComplete="new-password"
        required
        withAsterisk={false}
        value={next}
        onChange={(event) => setNext(event.currentTarget.value)}
        error={fieldError(change.error, "new")}
      />
      <FormProblem error={change.error} fields={["current", "new"]} />
      <Button type="submit" variant="default" loading={change.isPending}>
        {t("profile.password.change")}
      </Button>
    </form>
  );
}

export function ProfilePage() {
  const { t, setLanguage } = useI18n();
  const client = useQueryClient();
  const user = useUser();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [name, setName] = useState(user.name);
  const save = useMutation({
    mutationFn: (changes: { name?: string; language?: Language }) =>
      call(http.PATCH("/api/v1/me", { body: changes })),
    onSuccess: (saved) =>
      client.setQueryData<Session>(keys.session, (old) => old && { ...old, user: saved }),
  });
  const signOut = useSignOut();
  const themes = ["light", "dark", "auto"] as const;

  return (
    <Page
      title={t("settings.profile")}
      actions={
        <>
          <SavedMark state={save.isPending ? "saving" : save.isSuccess ? "saved" : "idle"} />
          <Button variant="default" onClick={() => signOut.mutate()}>
            {t("shell.sign_out")}
          </Button>
        </>
      }
    >
      <Section title={t("profile.you")}>
        <div className={classes.form}>
          <TextInput
            label={t("profile.name")}
            autoComplete="name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            onBlur={() => {
              const trimmed = name.trim();
              if (trimmed && trimmed !== user.name) save.mutate({ name: trimmed });
            }}
          />
          <div>
            <Text fw={550}>{t("profile.email")}</Text>
            <Text>{user.email}</Text>
          </div>
          <div>
            <Text fw={550}>{t("profile.role")}</Text>
            <Text>
              {t(`role.${user.role}`)}{" "}
              <Text span c="dimmed">
                · {t(`role.${user.role}.hint`)}
              </Text>
            </Text>
          </div>
          <div>
            <Text fw={550} mb={4}>
              {t("profile.language")}
            </Text>
            <SegmentedControl
              aria-label={t("profile.language")}
              value={user.language}
              data={[
                { value: "fr", label: t("language.fr") },
                { value: "en", label: t("language.en") },
              ]}
              onChange={(value) => {
                setLanguage(value as Language);
                save.mutate({ language: value as Language });
              }}
            />
          </div>
          <div>
            <Text fw={550} mb={4}>
              {t("profile.theme")}
            </Text>
            <SegmentedControl
              aria-label={t("profile.theme")}
              value={colorScheme}
              data={themes.map((value) => ({ value, label: t(`profile.theme.${value}`) }))}
              onChange={(value) => setColorScheme(value as (typeof themes)[number])}
            />
          </div>
        </div>
      </Section>
      <MyTeams />
      <Section title={t("profile.password")}>
        <Password />
      </Section>
    </Page>
  );
}
