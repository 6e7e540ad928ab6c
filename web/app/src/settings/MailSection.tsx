/** Whether mail goes out, and a mail to oneself to see it. */
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { call, http } from "../api/client";
import { useI18n } from "../i18n";
import { useUser } from "../session/session";
import { FormProblem } from "../ui/FormProblem";
import { Section } from "../ui/Page";
import { toast } from "../ui/toasts";

export function MailSection({ set }: { set: boolean }) {
  const { t } = useI18n();
  const { email } = useUser();
  const send = useMutation({
    meta: { quiet: true },
    mutationFn: () => call(http.POST("/api/v1/system/test-mail")),
    onSuccess: () => toast({ text: t("system.mail.sent", { address: email }) }),
  });
  return (
    <Section title={t("system.mail")}>
      <p>{t(set ? "system.mail.set" : "system.mail.unset")}</p>
      {set && (
        <Button variant="default" loading={send.isPending} onClick={() => send.mutate()}>
          {t("system.mail.try")}
        </Button>
      )}
      <FormProblem error={send.error} />
    </Section>
  );
}
