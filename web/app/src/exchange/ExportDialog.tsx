/** The journey as a file: which form, which state, which language. */
import { Button, Checkbox, Group, Modal, NativeSelect, Radio, Stack } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Language } from "../api/types";
import { useI18n } from "../i18n";
import { useMap } from "../map/context";
import { FormProblem } from "../ui/FormProblem";
import { toast } from "../ui/toasts";
import classes from "./Exchange.module.css";
import { download, type Format } from "./files";

const formats: readonly Format[] = ["pdf", "png", "svg", "xlsx", "csv", "json", "mermaid", "cjml"];
const drawn: readonly Format[] = ["pdf", "png", "svg"];
const languages: readonly Language[] = ["fr", "en"];

export function ExportDialog(props: { onClose: () => void }) {
  const { t, language: ours } = useI18n();
  const { journey, period, search } = useMap();
  const [format, setFormat] = useState<Format>("pdf");
  const [map, setMap] = useState<"draft" | "published">("draft");
  const [language, setLanguage] = useState<Language>(search.lang ?? journey.language ?? ours);
  const [figures, setFigures] = useState(false);
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: () => {
      const days = Object.entries(period).filter(([, value]) => typeof value === "string");
      const shown = figures && drawn.includes(format);
      const ask = shown ? { figures: "true", ...Object.fromEntries(days) } : {};
      return download(journey.id, { format, map, language, ...ask });
    },
    onSuccess: (name) => {
      toast({ text: t("exchange.export.done", { name }) });
      props.onClose();
    },
  });
  return (
    <Modal opened onClose={props.onClose} title={t("exchange.export.title")} size="lg">
      <Stack>
        <Radio.Group
          label={t("exchange.format")}
          value={format}
          onChange={(value) => setFormat(value as Format)}
        >
          <div className={classes.formats}>
            {formats.map((one) => (
              <Radio
                key={one}
                value={one}
                label={t(`exchange.format.${one}`)}
                description={t(`exchange.format.${one}.text`)}
              />
            ))}
          </div>
        </Radio.Group>
        <Group grow align="end">
          {journey.published_version !== null && (
            <NativeSelect
              label={t("exchange.map")}
              value={map}
              data={[
                { value: "draft", label: t("exchange.map.draft") },
                { value: "published", label: t("exchange.map.published") },
              ]}
              onChange={(event) => setMap(event.currentTarget.value as typeof map)}
            />
          )}
          <NativeSelect
            label={t("exchange.language")}
            value={language}
            data={languages.map((one) => ({ value: one, label: t(`language.${one}`) }))}
            onChange={(event) => setLanguage(event.currentTarget.value as Language)}
          />
        </Group>
        {drawn.includes(format) && (
          <Checkbox
            label={t("exchange.figures")}
            checked={figures}
            onChange={(event) => setFigures(event.currentTarget.checked)}
          />
        )}
        <FormProblem error={save.error} />
        <Group justify="end">
          <Button
            leftSection={<IconDownload size={16} aria-hidden="true" />}
            loading={save.isPending}
            onClick={() => save.mutate()}
          >
            {t("exchange.export.do")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
