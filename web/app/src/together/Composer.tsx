/** Where one writes a comment; `@` offers the names of colleagues. */
import { Button, Textarea } from "@mantine/core";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useI18n } from "../i18n";
import { usePeople } from "../session/people";
import { FormProblem } from "../ui/FormProblem";
import { meant, toTokens, toWords, typed } from "./mentions";
import classes from "./together.module.css";

export function Composer(props: {
  label: string;
  send: string;
  initial?: string;
  focus?: boolean;
  pending: boolean;
  error: unknown;
  onSend(body: string): void;
  onCancel?(): void;
}) {
  const { t } = useI18n();
  const people = usePeople();
  const [words, setWords] = useState(() =>
    toWords(props.initial ?? "", people, t("together.somebody")),
  );
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [closed, setClosed] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const list = useId();
  const naming = closed ? null : typed(words, caret);
  const offered = naming ? meant(naming.name, people) : [];
  const at = Math.min(chosen, offered.length - 1);

  const take = (name: string) => {
    if (!naming) return;
    const before = `${words.slice(0, naming.from)}@${name} `;
    setWords(before + words.slice(caret).replace(/^ /, ""));
    setClosed(true);
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(before.length, before.length);
    });
  };
  const send = () => {
    if (words.trim()) props.onSend(toTokens(words.trim(), people));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Keys of the map stay out of what one writes.
    event.stopPropagation();
    if ((event.metaKey || event.ctrlKey) && event.key === "Enter") return send();
    if (event.key === "Escape") {
      event.preventDefault();
      if (offered.length > 0) setClosed(true);
      else props.onCancel?.();
      return;
    }
    const person = offered[at];
    if (!person) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const by = event.key === "ArrowDown" ? 1 : offered.length - 1;
      setChosen((at + by) % offered.length);
    } else if (event.key === "Enter" || event.key === "Tab") {
      event.preventDefault();
      take(person.name);
    }
  };
  return (
    <div className={classes.composer}>
      <Textarea
        ref={area}
        label={props.label}
        placeholder={t("together.write")}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={5000}
        data-autofocus={props.focus || undefined}
        autoFocus={props.focus}
        value={words}
        aria-autocomplete="list"
        aria-controls={offered.length > 0 ? list : undefined}
        aria-activedescendant={offered.length > 0 ? `${list}-${at}` : undefined}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setCaret(event.currentTarget.selectionStart);
          setChosen(0);
          setClosed(false);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
      />
      {offered.length > 0 && (
        <div
          id={list}
          role="listbox"
          tabIndex={-1}
          className={classes.meant}
          aria-label={t("together.people")}
        >
          {offered.map((person, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the text area hears the keys
            <div
              key={person.id}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === at}
              tabIndex={-1}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(person.name)}
            >
              {person.name}
            </div>
          ))}
        </div>
      )}
      <FormProblem error={props.error} />
      <div className={classes.actions}>
        <Button size="compact-sm" loading={props.pending} disabled={!words.trim()} onClick={send}>
          {props.send}
        </Button>
        {props.onCancel && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={props.onCancel}>
            {t("common.cancel")}
          </Button>
        )}
      </div>
    </div>
  );
}
