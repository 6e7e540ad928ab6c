/** Short messages at the bottom of the screen, most of them with an undo. */
import { Button, CloseButton } from "@mantine/core";
import { type FocusEvent, useEffect, useState, useSyncExternalStore } from "react";
import { useI18n } from "../i18n";
import { problemText } from "./problem";
import classes from "./toasts.module.css";

export interface Toast {
  text?: string;
  /** Something that failed: shown in words when the toast is drawn, in the language of then. */
  error?: unknown;
  action?: { label: string; run: () => void };
}

interface Shown extends Toast {
  key: number;
}

/** Long enough to read and to reach the undo with a keyboard. */
const LIFE_MS = 10_000;
const AT_MOST = 3;

let shown: readonly Shown[] = [];
let nextKey = 1;
const listeners = new Set<() => void>();

function set(next: readonly Shown[]): void {
  shown = next;
  for (const listener of listeners) listener();
}

export function toast(message: Toast): void {
  const key = nextKey++;
  set([...shown, { ...message, key }].slice(-AT_MOST));
}

function dismiss(key: number): void {
  set(shown.filter((message) => message.key !== key));
}

function Item({ message }: { message: Shown }) {
  const { t } = useI18n();
  const [held, setHeld] = useState(false);

  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(message.key), LIFE_MS);
    return () => clearTimeout(timer);
  }, [held, message.key]);

  const leave = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setHeld(false);
  };
  return (
    <li
      className={classes.toast}
      data-tone={message.error ? "bad" : undefined}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={leave}
    >
      <span className={classes.text}>
        {message.error
          ? `${t("problem.not_done")}. ${problemText(message.error, t)}`
          : message.text}
      </span>
      {message.action && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            message.action?.run();
            dismiss(message.key);
          }}
        >
          {message.action.label}
        </Button>
      )}
      <CloseButton
        size="sm"
        variant="transparent"
        c="inherit"
        aria-label={t("common.dismiss")}
        onClick={() => dismiss(message.key)}
      />
    </li>
  );
}

export function Toaster() {
  const messages = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
  return (
    <ol className={classes.list} aria-live="polite">
      {messages.map((message) => (
        <Item key={message.key} message={message} />
      ))}
    </ol>
  );
}
