/**
 * Saving a record while someone types in it: a moment after the last key, one request at a time,
 * guarded by the revision the person was looking at. When someone else changed the record
 * meanwhile, edits of different fields are joined silently and only the same field is asked about.
 * Nothing typed is dropped before the server has it. No React in here.
 */
import { asProblem } from "../../api/problem";
import type { SaveState } from "../../ui/SavedMark";

/** Long enough for a word, short enough to trust. */
export const PAUSE_MS = 700;

export interface Port<R, F> {
  save(changes: Partial<F>, expectedRevision: number): Promise<R>;
  /** The record as it is on the server now. */
  read(): Promise<R>;
  /** Told whenever the server answered with a newer record. */
  saved(record: R): void;
}

export interface AutosaveState<F> {
  save: SaveState;
  /** What was typed and is not on the server yet. */
  pending: Partial<F>;
  /** Fields that someone else changed too, with their values; null when there is no conflict. */
  conflict: Partial<F> | null;
}

export class Autosave<F extends object, R extends F & { revision: number }> {
  private state: AutosaveState<F> = { save: "idle", pending: {}, conflict: null };
  /** The record that the pending edits were made on. */
  private base: R | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending = false;
  private listeners = new Set<() => void>();

  constructor(private port: Port<R, F>) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): AutosaveState<F> => this.state;

  get dirty(): boolean {
    return Object.keys(this.state.pending).length > 0;
  }

  /** One field was edited while `shown` was the record on screen. */
  edit<K extends keyof F>(shown: R, field: K, value: F[K]): void {
    if (!this.dirty && !this.sending) this.base = shown;
    this.set({ pending: { ...this.state.pending, [field]: value }, save: "saving" });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), PAUSE_MS);
  }

  /** Sends what is pending now: on leaving a field, closing the panel, or trying again. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    if (this.sending || this.state.conflict || !this.base || !this.dirty) return;
    const sent = this.state.pending;
    this.sending = true;
    this.set({ save: "saving" });
    try {
      const record = await this.port.save(sent, this.base.revision);
      this.sending = false;
      this.accept(record, sent);
    } catch (error) {
      this.sending = false;
      if (asProblem(error).status === 409) await this.reconcile();
      else this.set({ save: "failed" });
    }
  }

  /** Ends a conflict. “Mine” writes over the other value, “theirs” gives mine up. */
  async resolve(choice: "mine" | "theirs"): Promise<void> {
    const { conflict, pending } = this.state;
    if (!conflict) return;
    const rest = { ...pending };
    if (choice === "theirs")
      for (const field of Object.keys(conflict)) delete rest[field as keyof F];
    this.set({ conflict: null, pending: rest });
    if (this.dirty) await this.flush();
    else this.set({ save: "saved" });
  }

  private accept(record: R, sent: Partial<F>): void {
    this.base = record;
    this.port.saved(record);
    const pending = { ...this.state.pending };
    for (const field of Object.keys(sent) as (keyof F)[]) {
      // Typed on while it was being sent: that part is still to be saved.
      if (pending[field] === sent[field]) delete pending[field];
    }
    this.set({ pending, save: Object.keys(pending).length > 0 ? "saving" : "saved" });
    if (this.dirty) void this.flush();
  }

  /** The server refused a stale edit: compare the three versions of each edited field. */
  private async reconcile(): Promise<void> {
    const base = this.base;
    let theirs: R;
    try {
      theirs = await this.port.read();
    } catch {
      this.set({ save: "failed" });
      return;
    }
    this.base = theirs;
    this.port.saved(theirs);
    const conflict: Partial<F> = {};
    for (const field of Object.keys(this.state.pending) as (keyof F)[]) {
      const changedThere = base === null || theirs[field] !== base[field];
      if (changedThere && theirs[field] !== this.state.pending[field])
        conflict[field] = theirs[field];
    }
    if (Object.keys(conflict).length > 0) {
      this.set({ conflict, save: "failed" });
      return;
    }
    await this.flush();
  }

  private set(next: Partial<AutosaveState<F>>): void {
    this.state = { ...this.state, ...next };
    for (const listener of this.listeners) listener();
  }
}
