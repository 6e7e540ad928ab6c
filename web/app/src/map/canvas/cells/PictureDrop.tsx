/** A place that takes pictures: chosen, pasted or dropped; several at once. Says what it refused. */
import { IconPhotoPlus } from "@tabler/icons-react";
import { type ReactNode, useRef, useState } from "react";
import { asProblem } from "../../../api/problem";
import type { components } from "../../../api/schema";
import { useI18n } from "../../../i18n";
import { refusal, uploadPicture } from "../../../personas/picture";
import { problemText } from "../../../ui/problem";
import editor from "./Editor.module.css";
import classes from "./Pictures.module.css";

type Uploaded = components["schemas"]["Picture"];

const filesOf = (list: FileList | undefined | null): File[] => [...(list ?? [])];

export function PictureDrop(props: {
  onPictures: (pictures: Uploaded[]) => void;
  autoFocus?: boolean;
  children: ReactNode;
}) {
  const i18n = useI18n();
  const { t } = i18n;
  const chooser = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [sending, setSending] = useState(0);
  const [problems, setProblems] = useState<string[]>([]);

  const take = async (files: File[]) => {
    if (files.length === 0) return;
    const refused = files.flatMap((file) => refusal(file, i18n) ?? []);
    const good = files.filter((file) => refusal(file, i18n) === null);
    setProblems(refused);
    setSending(good.length);
    const sent = await Promise.allSettled(good.map(uploadPicture));
    setSending(0);
    setProblems([
      ...refused,
      ...sent.flatMap((one) =>
        one.status === "rejected" ? [problemText(asProblem(one.reason), t)] : [],
      ),
    ]);
    const pictures = sent.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    if (pictures.length > 0) props.onPictures(pictures);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same
    <div
      className={classes.drop}
      data-over={over || undefined}
      onPaste={(event) => {
        const files = filesOf(event.clipboardData.files);
        if (files.length === 0) return;
        event.preventDefault();
        void take(files);
      }}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void take(filesOf(event.dataTransfer.files));
      }}
    >
      {props.children}
      <button
        type="button"
        className={editor.add}
        // biome-ignore lint/a11y/noAutofocus: it takes the place of what was just clicked
        autoFocus={props.autoFocus}
        title={t("pictures.hint")}
        onClick={() => chooser.current?.click()}
      >
        <IconPhotoPlus size={16} aria-hidden="true" />
        {sending > 0 ? t("pictures.uploading") : t("pictures.add")}
      </button>
      <input
        ref={chooser}
        type="file"
        accept="image/png,image/jpeg,image/webp,image/gif"
        multiple
        hidden
        aria-label={t("pictures.add")}
        onChange={(event) => {
          void take(filesOf(event.currentTarget.files));
          event.currentTarget.value = "";
        }}
      />
      {over && <span className={classes.overlay}>{t("pictures.drop")}</span>}
      <div role="alert">
        {problems.map((problem) => (
          <p key={problem} className={editor.problem}>
            {problem}
          </p>
        ))}
      </div>
    </div>
  );
}
