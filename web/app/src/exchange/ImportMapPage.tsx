/** A journey out of a file: chosen, looked over, explained where another tool wrote it, drawn. */
import { Alert, Button, Group, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { keys } from "../api/keys";
import { useI18n } from "../i18n";
import { FormProblem } from "../ui/FormProblem";
import { Page, Section } from "../ui/Page";
import { toast } from "../ui/toasts";
import classes from "./Exchange.module.css";
import { importMap, type Mapping, type Preview, preview } from "./files";
import { MapDrop } from "./MapDrop";
import { MappingTable } from "./MappingTable";
import { Outline } from "./Outline";

export function ImportMapPage() {
  const { t } = useI18n();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [file, setFile] = useState<File>();
  const [name, setName] = useState("");
  const [mapping, setMapping] = useState<Mapping>();
  const [seen, setSeen] = useState<Preview>();

  const look = useMutation({
    meta: { quiet: true },
    mutationFn: preview,
    onSuccess: (found, asked) => {
      setSeen(found);
      setMapping(found.mapping ?? undefined);
      // A name that somebody typed stays.
      if (!asked.mapping) setName(found.journey?.name ?? asked.file.name.replace(/\.[^.]*$/, ""));
    },
  });
  const make = useMutation({
    meta: { quiet: true },
    mutationFn: importMap,
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: keys.journeys });
      toast({ text: [t("exchange.import.done", { name: made.name }), ...made.notes].join(" ") });
      await navigate({ to: "/journeys/$id", params: { id: made.journey_id } });
    },
  });

  const take = (chosen: File) => {
    setFile(chosen);
    setSeen(undefined);
    make.reset();
    look.mutate({ file: chosen });
  };
  const explain = (changed: Mapping) => {
    if (!file) return;
    setMapping(changed);
    make.reset();
    look.mutate({ file, mapping: changed });
  };

  return (
    <Page width="wide" title={t("exchange.import.title")} lead={t("exchange.import.lead")}>
      {seen ? (
        <Group mb="lg">
          <strong>{file?.name}</strong>
          <span>{t(`exchange.kind.${seen.kind}`)}</span>
          <Button
            variant="default"
            onClick={() => {
              setSeen(undefined);
              look.reset();
            }}
          >
            {t("exchange.import.another")}
          </Button>
        </Group>
      ) : (
        <MapDrop reading={look.isPending ? file?.name : undefined} onFile={take} />
      )}
      <FormProblem error={look.error} />
      {seen?.table && mapping && (
        <Section title={t("exchange.mapping")} lead={t("exchange.mapping.lead")}>
          <MappingTable table={seen.table} mapping={mapping} onChange={explain} />
        </Section>
      )}
      {seen && (
        <Section title={t("exchange.result")}>
          <div className={classes.form}>
            <TextInput
              label={t("exchange.name")}
              value={name}
              maxLength={200}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          </div>
          {seen.journey ? (
            <Outline journey={seen.journey} />
          ) : (
            <Alert color="yellow" variant="outline" mt="md">
              {t("exchange.mapping.nothing")}
            </Alert>
          )}
          {(seen.left_out.length > 0 || seen.notes.length > 0) && (
            <ul className={classes.notes}>
              {seen.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
              {seen.left_out.length > 0 && (
                <li>{t("exchange.left_out", { names: seen.left_out.join(", ") })}</li>
              )}
            </ul>
          )}
          <FormProblem error={make.error} />
          <Group mt="lg">
            <Button
              disabled={!seen.journey || !name.trim() || look.isPending}
              loading={make.isPending}
              onClick={() => file && make.mutate({ file, name: name.trim(), mapping })}
            >
              {t("exchange.import.do")}
            </Button>
          </Group>
        </Section>
      )}
    </Page>
  );
}
