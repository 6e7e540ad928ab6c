/** Why there is nothing to propose, and what would change that. */
import { Group } from "@mantine/core";
import { useI18n } from "../i18n";
import { LinkButton } from "../ui/LinkButton";
import { Empty } from "../ui/States";
import type { Proposals } from "./api";

export function NoProposals({ proposals }: { proposals: Proposals }) {
  const { t } = useI18n();
  if (proposals.customers > 0) {
    return <Empty title={t("proposals.nothing.title")} text={t("proposals.nothing.text")} />;
  }
  return (
    <Empty
      title={t("proposals.no_data.title")}
      text={t("proposals.no_data.text")}
      action={
        <Group justify="center">
          <LinkButton to="/settings/sources">{t("proposals.no_data.sources")}</LinkButton>
          <LinkButton to="/imports" variant="default">
            {t("proposals.no_data.import")}
          </LinkButton>
        </Group>
      }
    />
  );
}
