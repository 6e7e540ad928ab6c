/** Where a map file comes in: dropped or chosen. */
import { Button, Loader } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { type DragEvent, useRef, useState } from "react";
import { useI18n } from "../i18n";
import classes from "../imports/Imports.module.css";

export function MapDrop(props: { reading?: string; onFile: (file: File) => void }) {
  const { t } = useI18n();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (file: File | undefined) => file && props.onFile(file);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  if (props.reading) {
    return (
      <div className={classes.drop}>
        <Loader size="sm" />
        <div role="status">{t("exchange.import.reading", { name: props.reading })}</div>
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same
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
      <IconFileImport size={32} stroke={1.4} aria-hidden="true" className={classes.muted} />
      <div>{t("exchange.import.drop")}</div>
      <Button onClick={() => input.current?.click()}>{t("exchange.import.choose")}</Button>
      <div className={classes.muted}>{t("exchange.import.formats")}</div>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t("exchange.import.choose")}
        accept=".json,.csv,.tsv,.txt,.xml,.cjml"
        onChange={(event) => {
          take(event.currentTarget.files?.[0]);
          // The same file again, once it was corrected, is a change too.
          event.currentTarget.value = "";
        }}
      />
    </div>
  );
}
