/** What is done next about a touchpoint, by whom, until when. */
import type { Touchpoint } from "../../../api/types";
import { useI18n } from "../../../i18n";
import { TEAMS, useCanvas } from "../context";
import { useDraft } from "../saving";
import { said, written } from "../speech";
import { AutoText } from "./AutoText";
import classes from "./Cell.module.css";
import editor from "./Editor.module.css";
import { Untranslated } from "./TextCell";

type Action = NonNullable<Touchpoint["next_action"]>;
const nothing: Action = { text: "", owner: "", due: null };

export function NextActionView({ touchpoint }: { touchpoint: Touchpoint }) {
  const { t, format } = useI18n();
  const { reading } = useCanvas();
  const action = touchpoint.next_action;
  if (!action) return null;
  const { text, untranslated } = said(touchpoint, "next_action.text", action.text, reading);
  const late = action.due !== null && action.due < new Date().toISOString().slice(0, 10);
  return (
    <>
      <p className={classes.words} data-untranslated={untranslated || undefined}>
        {text}
        {untranslated && <Untranslated />}
      </p>
      {(action.owner || action.due) && (
        <p className={classes.meta}>
          {action.owner}
          {action.owner && action.due && " · "}
          {action.due && (
            <span data-late={late || undefined}>
              <time dateTime={action.due}>{format.date(action.due)}</time>
              {late && ` (${t("next.overdue")})`}
            </span>
          )}
        </p>
      )}
    </>
  );
}

export function NextActionEditor({ touchpoint }: { touchpoint: Touchpoint }) {
  const { t } = useI18n();
  const { reading, edits } = useCanvas();
  const stored = touchpoint.next_action ?? nothing;
  const words = written(touchpoint, "next_action.text", stored.text, reading);
  const draft = useDraft<Action>(
    { ...stored, text: words },
    ({ text, owner, due }) => {
      const kept = reading === null ? text : stored.text;
      const next = kept.trim() || owner.trim() || due ? { text: kept, owner, due } : null;
      edits.change(
        touchpoint,
        { next_action: next },
        reading === null
          ? undefined
          : { translations: { [reading]: { "next_action.text": text } } },
      );
    },
    true,
  );
  const change = (part: Partial<Action>) => draft.set({ ...draft.value, ...part });
  return (
    <div className={editor.editor}>
      <AutoText
        aria-label={t("next.text")}
        placeholder={reading ? t("panel.original", { text: stored.text }) : t("next.text")}
        autoFocus
        value={draft.value.text}
        onText={(text) => change({ text })}
      />
      <div className={editor.pair}>
        <input
          className={editor.line}
          aria-label={t("next.owner")}
          placeholder={t("next.owner")}
          list={TEAMS}
          maxLength={200}
          value={draft.value.owner}
          onChange={(event) => change({ owner: event.currentTarget.value })}
        />
        <input
          className={editor.line}
          type="date"
          aria-label={t("next.due")}
          value={draft.value.due ?? ""}
          onChange={(event) => change({ due: event.currentTarget.value || null })}
        />
      </div>
    </div>
  );
}
