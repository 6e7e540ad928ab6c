/** What each column means, with the first rows as they would be stored. */
import { Alert, Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { Import, ImportOptions, ImportPreview } from "../api/types";
import { useI18n } from "../i18n";
import { useMay } from "../session/session";
import { FormProblem } from "../ui/FormProblem";
import { Section } from "../ui/Page";
import { Failed, Loading, RowsSkeleton } from "../ui/States";
import classes from "./Imports.module.css";
import { MappingFields } from "./MappingFields";
import { previewQuery } from "./queries";

function Stored({ preview }: { preview: ImportPreview }) {
  const { t, word, format } = useI18n();
  if (preview.interactions.length === 0) {
    return <Alert color="red">{t("import.preview.none")}</Alert>;
  }
  const heads = ["customer", "at", "kind", "channel", "subject", "value"] as const;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, so keys must reach it
    <div className={classes.scroll} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className={head === "value" ? classes.number : undefined}>
                {t(`import.column.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.interactions.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file, in its order
            <tr key={index}>
              <td>{row.customer}</td>
              <td>
                {/* As the file writes it, not as the reader's clock would. */}
                <time dateTime={row.at}>{format.dateTime(row.at, preview.options.time_zone)}</time>
              </td>
              <td>{word("kind", row.kind)}</td>
              <td>{word("channel", row.channel)}</td>
              <td>{row.subject ?? "–"}</td>
              <td className={classes.number}>
                {row.value == null ? "–" : format.value(row.value)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Raw({ preview }: { preview: ImportPreview }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, so keys must reach it
    <div className={classes.scroll} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            {preview.header.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file, in its order
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={preview.header[column] ?? column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function Mapping({ item }: { item: Import }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const mayImport = useMay("editor");
  // What was asked; the preview's options are the same with the guesses filled in.
  const [asked, setAsked] = useState<ImportOptions>(item.options);
  const preview = useQuery(previewQuery(item.id, asked));
  const start = useMutation({
    meta: { quiet: true },
    mutationFn: (options: ImportOptions) =>
      call(
        http.POST("/api/v1/imports/{id}/start", {
          params: { path: { id: item.id } },
          body: options,
        }),
      ),
    onSuccess: (started) => client.setQueryData(keys.import(item.id), started),
  });

  if (!preview.data) {
    if (preview.isError)
      return <Failed error={preview.error} retry={() => void preview.refetch()} />;
    return (
      <Loading>
        <RowsSkeleton rows={4} height={64} />
      </Loading>
    );
  }
  const { options, header, problems } = preview.data;
  return (
    <>
      <Section title={t("import.columns")} lead={t("import.columns.lead")}>
        <MappingFields
          options={options}
          header={header}
          readOnly={!mayImport}
          onChange={(changes) => setAsked({ ...options, ...changes })}
        />
        {preview.isError && <FormProblem error={preview.error} />}
      </Section>
      <Section title={t("import.preview")} lead={t("import.preview.lead")}>
        <Stored preview={preview.data} />
      </Section>
      {problems.length > 0 && (
        <Section title={t("import.preview.problems")}>
          <ul className={classes.refused}>
            {problems.map((problem) => (
              <li key={`${problem.line} ${problem.message}`}>
                <span className={classes.line}>{t("import.line", { line: problem.line })}</span>
                {problem.message}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t("import.preview.raw")}>
        <Raw preview={preview.data} />
      </Section>
      {mayImport && (
        <>
          <FormProblem error={start.error} />
          <Button
            mt="lg"
            loading={start.isPending}
            disabled={preview.isFetching || preview.data.interactions.length === 0}
            onClick={() => start.mutate(options)}
          >
            {t("import.start")}
          </Button>
        </>
      )}
    </>
  );
}
