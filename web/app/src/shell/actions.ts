/**
 * What a person can do from the keyboard. A view registers its actions while it is on screen;
 * the key listener, the help and the palette all read this one list.
 */
import { useEffect, useSyncExternalStore } from "react";
import { comboOf } from "./combo";

export interface Action {
  id: string;
  label: string;
  group: "go" | "map" | "draw" | "general";
  /**
   * One key ("u"), keys held together ("mod+shift+z", see combo.ts) or two in a row ("g m").
   * Several that are one line of the help stand with bars between them ("+|="): listed so, and
   * listened to by `also`. */
  keys?: string;
  /** Other keys that do the same; not listed. */
  also?: readonly string[];
  /** The browser answers these keys itself (copy, Enter on a link): listed, not listened to. */
  native?: boolean;
  /** Keys that only mean something where the focus is; the palette would not know where. */
  keysOnly?: boolean;
  /** Answers false when there was nothing to do: the key then does what it usually does. */
  run: () => unknown;
}

let registered: readonly Action[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Action[]): void {
  registered = next;
  for (const listener of listeners) listener();
}

/** Registers `actions` while the caller is mounted. The array must be stable (useMemo). */
export function useActions(actions: readonly Action[]): void {
  useEffect(() => {
    set([...registered, ...actions]);
    return () => set(registered.filter((action) => !actions.includes(action)));
  }, [actions]);
}

export function useActionList(): readonly Action[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => registered,
  );
}

/** A second key counts as part of a sequence for this long. */
const SEQUENCE_MS = 1200;

/** Finds the action of what was typed; exported for its test. */
export function match(
  actions: readonly Action[],
  previous: string | null,
  key: string,
): Action | undefined {
  const sequence = previous ? actions.find((a) => a.keys === `${previous} ${key}`) : undefined;
  const single = (action: Action) =>
    !action.native && (action.keys === key || action.also?.includes(key));
  return sequence ?? actions.find(single);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

/** One listener for the whole application. `onPalette` answers ⌘K and Ctrl+K everywhere. */
export function useKeyListener(onPalette: () => void): void {
  useEffect(() => {
    let previous: { key: string; at: number } | null = null;
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        onPalette();
        return;
      }
      if (event.defaultPrevented) return;
      // An open dialog or menu keeps the keys to itself.
      if (
        isTyping(event.target) ||
        document.querySelector("[role=dialog][aria-modal=true], [role=menu]")
      )
        return;
      const recent = previous && Date.now() - previous.at < SEQUENCE_MS ? previous.key : null;
      const pressed = comboOf(event);
      const action = match(registered, recent, pressed);
      previous = { key: pressed, at: Date.now() };
      if (!action || action.run() === false) return;
      event.preventDefault();
      previous = null;
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [onPalette]);
}
