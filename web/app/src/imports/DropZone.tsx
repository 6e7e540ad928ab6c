/** Where a file comes in: dropped or chosen, with its progress while it is sent. */
import { Button, Progress } from "@mantine/core";
import { IconFileUpload } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type DragEvent, useRef, useState } from "react";
import { keys } from "../api/keys";
import { useI18n } from "../i18n";
import { FormProblem } from "../ui/FormProblem";
import classes from "./Imports.module.css";
import { upload } from "./upload";

export function DropZone() {
  const { t, format } = useI18n();
  const client = useQueryClient();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const abort = useRef<AbortController>(null);
  const [over, setOver] = useState(false);
  const [sent, setSent] = useState({ bytes: 0, total: 1 });

  const send = useMutation({
    meta: { quiet: true },
    mutationFn: (file: File) => {
      abort.current = new AbortController();
      setSent({ bytes: 0, total: file.size });
      return upload(file, (bytes, total) => setSent({ bytes, total }), abort.current.signal);
    },
    onSuccess: async (made) => {
      client.setQueryData(keys.import(made.id), made);
      void client.invalidateQueries({ queryKey: keys.imports, exact: true });
      await navigate({ to: "/imports/$id", params: { id: made.id } });
    },
  });
  const stopped = send.error instanceof DOMException;
  const take = (file: File | undefined) => file && send.mutate(file);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };

  if (send.isPending) {
    return (
      <div className={classes.drop}>
        <div role="status">{t("imports.uploading", { name: send.variables.name })}</div>
        <Progress
          w="min(24rem, 100%)"
          value={(sent.bytes / Math.max(1, sent.total)) * 100}
          aria-label={t("imports.uploading", { name: send.variables.name })}
        />
        <div className={classes.muted}>
          {t("imports.uploaded_part", {
            sent: format.bytes(sent.bytes),
            total: format.bytes(sent.total),
          })}
        </div>
        <Button variant="default" onClick={() => abort.current?.abort()}>
          {t("imports.cancel")}
        </Button>
      </div>
    );
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same */}
      <div
        className={classes.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <IconFileUpload size={32} stroke={1.4} aria-hidden="true" className={classes.muted} />
        <div>{t("imports.drop")}</div>
        <Button onClick={() => input.current?.click()}>{t("imports.choose")}</Button>
        <div className={classes.muted}>{t("imports.formats")}</div>
        <input
          ref={input}
          type="file"
          hidden
          aria-label={t("imports.choose")}
          accept=".csv,.tsv,.txt,.gz,.json,.jsonl,.ndjson,.parquet,.xes"
          onChange={(event) => take(event.currentTarget.files?.[0])}
        />
      </div>
      {!stopped && <FormProblem error={send.error} />}
    </>
  );
}
