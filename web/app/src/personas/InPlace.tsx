/** Text that is edited where it stands: no frame until one points at it or types in it. */
import { IconPlus, IconX } from "@tabler/icons-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useI18n } from "../i18n";
import { Untranslated } from "../map/canvas/cells/TextCell";
import type { Said } from "../map/canvas/speech";
import { GrowingText } from "./GrowingText";
import classes from "./InPlace.module.css";

export function InPlaceText(props: {
  label: string;
  value: string;
  placeholder?: string;
  maxLength?: number;
  look?: "title" | "story" | "plain";
  /** Enter leaves the field instead of breaking the line. */
  oneLine?: boolean;
  readOnly?: boolean;
  selected?: boolean;
  /** Read in the other language, and not there yet. */
  untranslated?: boolean;
  onChange: (value: string) => void;
}) {
  const look = props.look ?? "plain";
  if (props.readOnly) {
    return props.value ? (
      <div
        className={classes.text}
        data-look={look}
        data-untranslated={props.untranslated || undefined}
      >
        {props.value}
        {props.untranslated && <Untranslated />}
      </div>
    ) : null;
  }
  return (
    <GrowingText
      aria-label={props.label}
      value={props.value}
      placeholder={props.placeholder}
      maxLength={props.maxLength ?? 4000}
      autoFocus={props.selected}
      onFocus={props.selected ? (event) => event.currentTarget.select() : undefined}
      className={`${classes.root} ${classes.text}`}
      look={look}
      onChange={(event) => {
        const { value } = event.currentTarget;
        props.onChange(props.oneLine ? value.replace(/\s*\n\s*/g, " ") : value);
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" || (props.oneLine && event.key === "Enter")) {
          event.preventDefault();
          event.currentTarget.blur();
        }
      }}
    />
  );
}

/** Lines of a list: Enter adds one, Backspace in an empty one takes it away, arrows go along. */
export function InPlaceLines(props: {
  label: string;
  lines: string[];
  placeholder: string;
  look?: "list" | "quotes";
  readOnly?: boolean;
  /** A line as it is read in another language. */
  said?: (place: number) => Said;
  onChange: (lines: string[]) => void;
}) {
  const { t } = useI18n();
  const box = useRef<HTMLUListElement>(null);
  // Rows on screen, empty ones included; only written ones are saved.
  const [own, setOwn] = useState<string[] | null>(null);
  const rows = own ?? props.lines;
  const look = props.look ?? "list";

  const change = (next: string[]) => {
    setOwn(next);
    const written = next.map((line) => line.trim()).filter(Boolean);
    if (written.join("\n") !== props.lines.join("\n")) props.onChange(written);
  };
  const focus = (index: number) => box.current?.querySelectorAll("textarea")[index]?.focus();
  const add = (at: number) => {
    // Drawn at once: a fast hand types the next letter before the next frame.
    flushSync(() => change([...rows.slice(0, at), "", ...rows.slice(at)]));
    focus(at);
  };
  const remove = (at: number) => {
    flushSync(() => change(rows.filter((_, index) => index !== at)));
    focus(Math.max(0, at - 1));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>, index: number) => {
    if (event.key === "Enter") {
      event.preventDefault();
      if (rows[index]?.trim()) add(index + 1);
    } else if (event.key === "Backspace" && rows[index] === "") {
      event.preventDefault();
      remove(index);
    } else if (event.key === "ArrowUp" && index > 0) {
      focus(index - 1);
    } else if (event.key === "ArrowDown" && index < rows.length - 1) {
      focus(index + 1);
    } else if (event.key === "Escape") {
      event.currentTarget.blur();
    }
  };

  if (props.readOnly) {
    return (
      <ul className={classes.lines} data-look={look}>
        {props.lines.map((line, place) => {
          const { text, untranslated } = props.said?.(place) ?? { text: line, untranslated: false };
          return (
            <li key={line} data-untranslated={untranslated || undefined}>
              <span>
                {text}
                {untranslated && <Untranslated />}
              </span>
            </li>
          );
        })}
      </ul>
    );
  }
  return (
    <>
      <ul
        ref={box}
        className={classes.lines}
        data-look={look}
        onBlur={(event) => {
          // On leaving the list the empty rows go.
          if (!event.currentTarget.contains(event.relatedTarget)) setOwn(null);
        }}
      >
        {rows.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; its text changes
          <li key={index}>
            <GrowingText
              aria-label={t("personas.line.of", { list: props.label, number: index + 1 })}
              value={line}
              placeholder={props.placeholder}
              maxLength={1000}
              className={classes.grow}
              onChange={(event) =>
                change(rows.map((old, at) => (at === index ? event.currentTarget.value : old)))
              }
              onKeyDown={(event) => onKeyDown(event, index)}
            />
            <button
              type="button"
              className={classes.remove}
              aria-label={t("personas.line.remove", { text: line })}
              onClick={() => remove(index)}
            >
              <IconX size={14} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className={classes.add}
        aria-label={`${t("personas.line.add")} (${props.label})`}
        // Kept from taking the focus first: blur would drop the row just typed in.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => add(rows.length)}
      >
        <IconPlus size={14} aria-hidden="true" />
        {rows.length === 0 ? props.placeholder : t("personas.line.add")}
      </button>
    </>
  );
}
