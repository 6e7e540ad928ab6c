/** Free lanes: a text, a list, a picture, a number or a link of the team's own. */
import { IconExternalLink } from "@tabler/icons-react";
import type { FreeValue, Lane, Touchpoint } from "../../../api/types";
import { useI18n } from "../../../i18n";
import { useCanvas } from "../context";
import { useDraft } from "../saving";
import { said, written } from "../speech";
import { AutoText } from "./AutoText";
import classes from "./Cell.module.css";
import editor from "./Editor.module.css";
import { PictureDrop } from "./PictureDrop";
import { Untranslated } from "./TextCell";

const nothing: FreeValue = { text: "", lines: [], address: null };

const freeValue = (touchpoint: Touchpoint, lane: Lane): FreeValue =>
  touchpoint.free[lane.id] ?? nothing;

/** A number as it was typed, written the reader's way where it is one. */
function useNumber(): (text: string) => string {
  const { format } = useI18n();
  return (text) => {
    const plain = text.trim().replace(",", ".");
    return plain !== "" && Number.isFinite(Number(plain)) ? format.value(Number(plain)) : text;
  };
}

export function FreeView({ touchpoint, lane }: { touchpoint: Touchpoint; lane: Lane }) {
  const { reading } = useCanvas();
  const number = useNumber();
  const value = freeValue(touchpoint, lane);
  const { text, untranslated } = said(touchpoint, `free.${lane.id}.text`, value.text, reading);
  switch (lane.kind) {
    case "list":
      return value.lines.length === 0 ? null : (
        <ul className={classes.bullets}>
          {value.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      );
    case "image":
      return value.address ? (
        <img className={classes.picture} src={value.address} alt={text} loading="lazy" />
      ) : null;
    case "number":
      return value.text ? <p className={classes.number}>{number(value.text)}</p> : null;
    case "link":
      return value.address ? (
        <a className={classes.link} href={value.address} target="_blank" rel="noreferrer">
          {text || value.address}
          <IconExternalLink size={13} aria-hidden="true" />
        </a>
      ) : null;
    default:
      return text ? (
        <p className={classes.words} data-untranslated={untranslated || undefined}>
          {text}
          {untranslated && <Untranslated />}
        </p>
      ) : null;
  }
}

/** Half-typed addresses would be refused by the server: only whole ones are sent. */
export const isAddress = (text: string): boolean =>
  text === "" || /^(https?:\/\/|\/)\S+$/.test(text);

export function FreeEditor(props: { touchpoint: Touchpoint; lane: Lane; label: string }) {
  const { touchpoint, lane, label } = props;
  const { t } = useI18n();
  const { reading, edits } = useCanvas();
  const stored = freeValue(touchpoint, lane);
  const translated = reading !== null && lane.kind !== "number" && lane.kind !== "list";
  const path = `free.${lane.id}.text`;
  const start = translated
    ? { ...stored, text: written(touchpoint, path, stored.text, reading) }
    : stored;
  const draft = useDraft<FreeValue>(
    start,
    (value) => {
      const address = isAddress(value.address ?? "") ? value.address || null : stored.address;
      const text = translated ? stored.text : value.text;
      const lines = value.lines.filter((line) => line.trim());
      edits.change(
        touchpoint,
        { free: { [lane.id]: { text, lines, address } } },
        translated ? { translations: { [reading]: { [path]: value.text } } } : undefined,
      );
    },
    true,
  );
  const change = (part: Partial<FreeValue>) => draft.set({ ...draft.value, ...part });
  const words = (placeholder: string, first: boolean) => (
    <AutoText
      aria-label={first ? label : placeholder}
      placeholder={
        translated && stored.text ? t("panel.original", { text: stored.text }) : placeholder
      }
      autoFocus={first}
      value={draft.value.text}
      onText={(text) => change({ text })}
    />
  );
  const address = (first: boolean) => (
    <input
      className={editor.line}
      type="url"
      aria-label={t("free.address")}
      placeholder={t("free.address")}
      // biome-ignore lint/a11y/noAutofocus: it takes the place of what was just clicked
      autoFocus={first}
      value={draft.value.address ?? ""}
      onChange={(event) => change({ address: event.currentTarget.value.trim() })}
    />
  );
  switch (lane.kind) {
    case "list":
      return (
        <AutoText
          aria-label={label}
          placeholder={t("item.line")}
          autoFocus
          value={draft.value.lines.join("\n")}
          onText={(text) => change({ lines: text.split("\n") })}
        />
      );
    case "image":
      return (
        <PictureDrop onPictures={([picture]) => picture && change({ address: picture.address })}>
          <div className={editor.editor}>
            {draft.value.address && (
              <img className={classes.picture} src={draft.value.address} alt={draft.value.text} />
            )}
            {address(true)}
            {words(t("pictures.alt"), false)}
          </div>
        </PictureDrop>
      );
    case "link":
      return (
        <div className={editor.editor}>
          {address(true)}
          {words(t("free.words"), false)}
        </div>
      );
    case "number":
      return (
        <input
          className={editor.line}
          inputMode="decimal"
          aria-label={label}
          placeholder={t("free.number")}
          // biome-ignore lint/a11y/noAutofocus: it takes the place of what was just clicked
          autoFocus
          value={draft.value.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
      );
    default:
      return words(lane.name, true);
  }
}
