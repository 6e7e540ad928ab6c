/** The portrait of a persona page: chosen, dropped or pasted; initials until there is one. */
import { Button } from "@mantine/core";
import { IconPhotoPlus, IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { type DragEvent, useEffect, useRef, useState } from "react";
import type { Persona } from "../api/types";
import { useI18n } from "../i18n";
import { problemText } from "../ui/problem";
import { toast } from "../ui/toasts";
import classes from "./PictureBox.module.css";
import { Portrait } from "./Portrait";
import { refusal, uploadPicture } from "./picture";

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

export function PictureBox(props: {
  persona: Persona;
  /** An empty address takes the picture away. */
  onChange: (address: string) => void;
}) {
  const { persona, onChange } = props;
  const i18n = useI18n();
  const { t } = i18n;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const send = useMutation({
    meta: { quiet: true },
    mutationFn: uploadPicture,
    onSuccess: (picture) => onChange(picture.address),
  });
  const take = (file: File | undefined) => {
    if (!file) return;
    const why = refusal(file, i18n);
    setRefused(why);
    send.reset();
    if (!why) send.mutate(file);
  };
  const latest = useRef(take);
  latest.current = take;

  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const file = event.clipboardData?.files[0];
      // Text pasted into a field is the field's own business, even beside a picture.
      if (!file || (typing(event.target) && event.clipboardData?.getData("text/plain"))) return;
      event.preventDefault();
      latest.current(file);
    };
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  }, []);

  const remove = () => {
    const before = persona.picture ?? "";
    onChange("");
    toast({
      text: t("personas.picture.removed"),
      action: { label: t("common.undo"), run: () => onChange(before) },
    });
  };
  const problem = refused ?? (send.error ? problemText(send.error, t) : null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same
    <div
      className={classes.box}
      data-over={over || undefined}
      onDragOver={(event: DragEvent) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
      }}
    >
      <Portrait persona={persona} size="poster" />
      <div className={classes.buttons}>
        <Button
          size="compact-sm"
          variant="default"
          loading={send.isPending}
          leftSection={<IconPhotoPlus size={16} aria-hidden="true" />}
          onClick={() => input.current?.click()}
        >
          {t(persona.picture ? "personas.picture.change" : "personas.picture.add")}
        </Button>
        {persona.picture && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t("personas.picture.remove")}
            onClick={remove}
          >
            <IconTrash size={16} aria-hidden="true" />
          </Button>
        )}
      </div>
      <p className={classes.hint} role="status" data-bad={problem ? true : undefined}>
        {send.isPending ? t("personas.picture.sending") : (problem ?? t("personas.picture.hint"))}
      </p>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/webp,image/gif"
        aria-label={t("personas.picture.add")}
        onChange={(event) => {
          take(event.currentTarget.files?.[0]);
          // The same file chosen again after a failure must count as a change.
          event.currentTarget.value = "";
        }}
      />
    </div>
  );
}
