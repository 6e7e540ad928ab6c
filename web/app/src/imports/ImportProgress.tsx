/** A running import: how far, how fast, how long still. */
import { Progress, Text } from "@mantine/core";
import type { Import } from "../api/types";
import { useI18n } from "../i18n";
import { Section } from "../ui/Page";
import { Counts } from "./Counts";

export function ImportProgress({ item }: { item: Import }) {
  const { t, format } = useI18n();
  const { progress } = item;
  const part = progress.bytes_total > 0 ? progress.bytes_read / progress.bytes_total : 0;
  if (item.state === "waiting") return <Text role="status">{t("import.waiting")}</Text>;
  const pace = [
    format.percent(part),
    progress.rows_per_second != null &&
      t("import.rate", { count: Math.round(progress.rows_per_second) }),
    progress.seconds_left != null &&
      t("import.left", { duration: format.duration(progress.seconds_left) }),
  ].filter(Boolean);
  return (
    <Section title={t("import.progress")}>
      <Progress
        size="lg"
        value={part * 100}
        aria-label={t("import.progress")}
        transitionDuration={120}
      />
      <Text mt="xs" c="dimmed">
        {pace.join(" · ")}
      </Text>
      <Counts progress={progress} />
    </Section>
  );
}
