/** Typed text that saves itself: a moment after the last key, and at once when one leaves. */
import { useCallback, useEffect, useRef, useState } from "react";

/** Short enough that little is at stake, long enough not to send every letter. */
export const PAUSE_MS = 500;

export interface Draft<T> {
  value: T;
  set(value: T): void;
  flush(): void;
}

/**
 * `keep` holds on to what was typed for as long as the editor is open: a list may hold an empty
 * line that is not worth storing yet. Otherwise what is stored shows again once it changes; it must
 * then be a value that is the same when it is equal, such as a text.
 */
export function useDraft<T>(stored: T, save: (value: T) => void, keep = false): Draft<T> {
  const [typed, setTyped] = useState<{ value: T; pending: boolean } | null>(null);
  const [seen, setSeen] = useState(stored);
  const pending = useRef<{ value: T } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  if (!keep && seen !== stored) {
    setSeen(stored);
    if (typed && !typed.pending) setTyped(null);
  }

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    const waiting = pending.current;
    pending.current = null;
    if (!waiting) return;
    latest.current(waiting.value);
    setTyped({ value: waiting.value, pending: false });
  }, []);
  const set = useCallback(
    (value: T) => {
      pending.current = { value };
      setTyped({ value, pending: true });
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, PAUSE_MS);
    },
    [flush],
  );

  useEffect(() => {
    // A tab that is closed or put away may never come back.
    window.addEventListener("pagehide", flush);
    document.addEventListener("visibilitychange", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      document.removeEventListener("visibilitychange", flush);
      flush();
    };
  }, [flush]);

  return { value: typed ? typed.value : stored, set, flush };
}
