/** A list of a touchpoint: actions by team, findings by weight, who is behind the scenes. */
import { IconPlus, IconX } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { Touchpoint } from "../../../api/types";
import { type Key, useI18n } from "../../../i18n";
import { TEAMS, useCanvas } from "../context";
import { useDraft } from "../saving";
import { said, written } from "../speech";
import { AutoText } from "./AutoText";
import classes from "./Cell.module.css";
import editor from "./Editor.module.css";
import {
  type Item,
  type ListKind,
  newItem,
  patchItems,
  paths,
  readItems,
  severities,
  weighs,
} from "./items";
import { SeverityMark } from "./Severity";
import { Untranslated } from "./TextCell";

const placeholders: Record<ListKind, { text: Key; aside: Key }> = {
  actions: { text: "item.action", aside: "item.team" },
  frictions: { text: "item.friction", aside: "item.evidence" },
  strengths: { text: "item.strength", aside: "item.evidence" },
  behind_the_scenes: { text: "item.what", aside: "item.who" },
};

export function ListView(props: { touchpoint: Touchpoint; kind: ListKind }) {
  const { touchpoint, kind } = props;
  const { reading } = useCanvas();
  const items = readItems(touchpoint, kind);
  if (items.length === 0) return null;
  return (
    <ul className={classes.items}>
      {items.map((item) => {
        const { text, untranslated } = said(
          touchpoint,
          `${kind}.${item.id}.${paths[kind].text}`,
          item.text,
          reading,
        );
        const aside = paths[kind].aside
          ? said(touchpoint, `${kind}.${item.id}.${paths[kind].aside}`, item.aside, reading).text
          : item.aside;
        return (
          <li key={item.id} className={classes.item}>
            {item.severity && <SeverityMark severity={item.severity} good={kind === "strengths"} />}
            <span>
              {aside && !weighs(kind) && <span className={classes.team}>{aside}</span>}
              <span data-untranslated={untranslated || undefined}>{text}</span>
              {untranslated && <Untranslated />}
              {aside && weighs(kind) && <span className={classes.proof}>{aside}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** In the other language only the words are typed; lines come and go in the first. */
function TranslatedItems(props: { touchpoint: Touchpoint; kind: ListKind; label: string }) {
  const { touchpoint, kind } = props;
  const { reading, edits } = useCanvas();
  const { t } = useI18n();
  const items = readItems(touchpoint, kind);
  const path = (item: Item) => `${kind}.${item.id}.${paths[kind].text}`;
  const stored = Object.fromEntries(
    items.map((item) => [path(item), written(touchpoint, path(item), item.text, reading)]),
  );
  const draft = useDraft(
    stored,
    (words) => {
      if (reading) edits.change(touchpoint, {}, { translations: { [reading]: words } });
    },
    true,
  );
  return (
    <div className={editor.editor}>
      {items.map((item, index) => (
        <AutoText
          key={item.id}
          aria-label={`${props.label} ${index + 1}`}
          autoFocus={index === 0}
          placeholder={t("panel.original", { text: item.text })}
          value={draft.value[path(item)] ?? ""}
          onText={(text) => draft.set({ ...draft.value, [path(item)]: text })}
        />
      ))}
    </div>
  );
}

function Items(props: { touchpoint: Touchpoint; kind: ListKind; label: string }) {
  const { touchpoint, kind } = props;
  const { t } = useI18n();
  const { edits } = useCanvas();
  const list = useRef<HTMLDivElement>(null);
  const focusNext = useRef<number | null>(null);
  const stored = readItems(touchpoint, kind);
  const draft = useDraft<Item[]>(
    stored.length > 0 ? stored : [newItem(kind, [])],
    (items) => edits.change(touchpoint, patchItems(kind, items)),
    true,
  );
  const items = draft.value;
  const change = (index: number, part: Partial<Item>) =>
    draft.set(items.map((item, at) => (at === index ? { ...item, ...part } : item)));
  const insert = (index: number) => {
    focusNext.current = index;
    draft.set([...items.slice(0, index), newItem(kind, items), ...items.slice(index)]);
  };
  const remove = (index: number) => {
    focusNext.current = Math.max(0, index - 1);
    const rest = items.filter((_, at) => at !== index);
    draft.set(rest.length > 0 ? rest : [newItem(kind, [])]);
  };
  // A line that was just added takes the typing.
  useEffect(() => {
    if (focusNext.current === null) return;
    const fields = list.current?.querySelectorAll<HTMLElement>("[data-item-text]");
    fields?.[focusNext.current]?.focus();
    focusNext.current = null;
  });
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const text = items[index]?.text ?? "";
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (text.trim()) insert(index + 1);
    } else if (event.key === "Backspace" && !text && items.length > 1) {
      event.preventDefault();
      remove(index);
    }
  };
  return (
    <div ref={list} className={editor.editor}>
      {items.map((item, index) => (
        <div key={item.id} className={editor.item}>
          {weighs(kind) && (
            <button
              type="button"
              className={editor.icon}
              aria-label={t(kind === "strengths" ? "weight.label" : "severity.label", {
                severity: t(`severity.${item.severity ?? "medium"}`),
              })}
              onClick={() => {
                const at = severities.indexOf(item.severity ?? "medium");
                change(index, { severity: severities[(at + 1) % severities.length] });
              }}
            >
              <SeverityMark
                severity={item.severity ?? "medium"}
                good={kind === "strengths"}
                silent
              />
            </button>
          )}
          <AutoText
            data-item-text
            aria-label={`${props.label} ${index + 1}`}
            autoFocus={index === 0}
            placeholder={t(placeholders[kind].text)}
            value={item.text}
            onText={(text) => change(index, { text })}
            onKeyDown={(event) => onKeyDown(event, index)}
          />
          <button
            type="button"
            className={editor.icon}
            aria-label={item.text ? t("item.remove", { text: item.text }) : t("item.remove_empty")}
            onClick={() => remove(index)}
          >
            <IconX size={14} />
          </button>
          <input
            className={`${editor.line} ${editor.aside}`}
            aria-label={`${t(placeholders[kind].aside)} ${index + 1}`}
            placeholder={t(placeholders[kind].aside)}
            list={weighs(kind) ? undefined : TEAMS}
            value={item.aside}
            onChange={(event) => change(index, { aside: event.currentTarget.value })}
          />
        </div>
      ))}
      <button type="button" className={editor.add} onClick={() => insert(items.length)}>
        <IconPlus size={14} />
        {t("item.add")}
      </button>
    </div>
  );
}

export function ListEditor(props: { touchpoint: Touchpoint; kind: ListKind; label: string }) {
  const { reading } = useCanvas();
  return reading === null ? <Items {...props} /> : <TranslatedItems {...props} />;
}
