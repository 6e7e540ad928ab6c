/** The landing of a one-time sign-in link: exchanges its token and goes on. */
import { Anchor, Loader, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { call, http } from "../api/client";
import { asProblem } from "../api/problem";
import { useI18n } from "../i18n";
import { problemText } from "../ui/problem";
import { Outside } from "./Outside";
import { useAdoptSession } from "./session";
import { useHashToken } from "./token";

export function LinkPage() {
  const { t, setLanguage } = useI18n();
  const token = useHashToken();
  const navigate = useNavigate();
  const adopt = useAdoptSession();

  const { mutate, error } = useMutation({
    meta: { quiet: true },
    mutationFn: () => call(http.POST("/api/v1/session/link", { body: { token } })),
    onSuccess: async (session) => {
      adopt(session);
      if (session.user) setLanguage(session.user.language);
      await navigate({ to: "/", replace: true });
    },
  });

  // The token works once: React's double effect in development must not spend it twice.
  const sent = useRef(false);
  useEffect(() => {
    if (sent.current || !token) return;
    sent.current = true;
    mutate();
  }, [token, mutate]);

  if (error || !token) {
    const reason =
      error && asProblem(error).code === "unreachable"
        ? problemText(error, t)
        : t("link.failed.text");
    return (
      <Outside title={t("link.failed")}>
        <Text mt="sm" mb="md">
          {reason}
        </Text>
        <Anchor component={Link} to="/sign-in">
          {t("link.to_signin")}
        </Anchor>
      </Outside>
    );
  }
  return (
    <Outside title={t("link.title")}>
      <Loader mt="md" />
    </Outside>
  );
}
