/**
 * Saving a record while somebody fills it in: a moment after the last key, one request at a time.
 * What was typed stays pending until the server has it, so a failure can be tried again and
 * leaving the page can warn. For records without a guard against stale edits; no React but the
 * hook at the end.
 */
import { useEffect, useState, useSyncExternalStore } from "react";
import type { SaveState } from "../ui/SavedMark";

/** Long enough for a word, short enough to trust. */
export const PAUSE_MS = 700;

export interface SavingState<F> {
  save: SaveState;
  /** What was typed and is not on the server yet. */
  pending: Partial<F>;
}

export class Saving<F extends object> {
  private state: SavingState<F> = { save: "idle", pending: {} };
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending: Promise<void> | null = null;
  private listeners = new Set<() => void>();

  constructor(private send: (changes: Partial<F>) => Promise<unknown>) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): SavingState<F> => this.state;

  get dirty(): boolean {
    return Object.keys(this.state.pending).length > 0;
  }

  edit(changes: Partial<F>): void {
    this.set({ pending: { ...this.state.pending, ...changes }, save: "saving" });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), PAUSE_MS);
  }

  /** Sends what is pending now, and resolves when nothing is left or the server failed. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    if (this.sending) return this.sending;
    if (!this.dirty) return Promise.resolve();
    this.sending = this.drain().finally(() => {
      this.sending = null;
    });
    return this.sending;
  }

  private async drain(): Promise<void> {
    while (this.dirty) {
      const sent = this.state.pending;
      this.set({ save: "saving" });
      try {
        await this.send(sent);
      } catch {
        this.set({ save: "failed" });
        return;
      }
      const pending = { ...this.state.pending };
      for (const field of Object.keys(sent) as (keyof F)[]) {
        // Typed on while it was being sent: that part is still to be saved.
        if (pending[field] === sent[field]) delete pending[field];
      }
      this.set({ pending, save: "saved" });
    }
  }

  private set(next: Partial<SavingState<F>>): void {
    this.state = { ...this.state, ...next };
    for (const listener of this.listeners) listener();
  }
}

/** One {@link Saving} for as long as the caller is on screen; `send` must not change meanwhile. */
export function useSaving<F extends object>(send: (changes: Partial<F>) => Promise<unknown>) {
  const [saving] = useState(() => new Saving<F>(send));
  const state = useSyncExternalStore(saving.subscribe, saving.snapshot);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (saving.dirty) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("beforeunload", warn);
      void saving.flush();
    };
  }, [saving]);

  return { saving, state };
}
