/** One text of a touchpoint: read, and typed in place. */
import type { Touchpoint } from "../../../api/types";
import { type Key, useI18n } from "../../../i18n";
import { TEAMS } from "../context";
import { useDraft } from "../saving";
import { AutoText } from "./AutoText";
import classes from "./Cell.module.css";
import editor from "./Editor.module.css";
import { type PlainField, useText } from "./fields";

/** Words that stand in for their translation say so, also to those who do not see italics. */
export function Untranslated() {
  const { t } = useI18n();
  return <span className="visually-hidden"> ({t("canvas.untranslated")})</span>;
}

export function TextView(props: { touchpoint: Touchpoint; field: PlainField }) {
  const { text, untranslated } = useText(props.touchpoint, props.field);
  if (!text) return null;
  return (
    <p className={classes.words} data-untranslated={untranslated || undefined}>
      {text}
      {untranslated && <Untranslated />}
    </p>
  );
}

export function TextEditor(props: {
  touchpoint: Touchpoint;
  field: PlainField;
  label: string;
  autoFocus?: boolean;
}) {
  const { touchpoint, field } = props;
  const { t } = useI18n();
  const { value, save, original } = useText(touchpoint, field);
  const draft = useDraft(value, save);
  const hint = `lane.hint.${field === "key_moment" ? "key_moments" : field}` as Key;
  if (field === "owning_team") {
    return (
      <input
        className={editor.line}
        aria-label={props.label}
        list={TEAMS}
        // biome-ignore lint/a11y/noAutofocus: it takes the place of what was just clicked
        autoFocus={props.autoFocus}
        maxLength={200}
        placeholder={t(hint)}
        value={draft.value}
        onChange={(event) => draft.set(event.currentTarget.value)}
        onBlur={draft.flush}
      />
    );
  }
  return (
    <AutoText
      aria-label={props.label}
      autoFocus={props.autoFocus}
      placeholder={original ? t("panel.original", { text: original }) : t(hint)}
      value={draft.value}
      onText={draft.set}
      onBlur={draft.flush}
      onFocus={(event) => {
        const { length } = event.currentTarget.value;
        event.currentTarget.setSelectionRange(length, length);
      }}
    />
  );
}
