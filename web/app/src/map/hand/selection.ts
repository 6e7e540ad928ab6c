/** Which touchpoints of a map are selected. A store of its own: a click redraws two cards only. */
import { useSyncExternalStore } from "react";
import { realId } from "./ids";

const NONE: ReadonlySet<string> = new Set();

export class Selection {
  private chosen = NONE;
  /** On a narrow screen: a tap selects instead of opening. */
  private taps = false;
  /** Where a range starts. */
  private anchor: string | undefined;
  private listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): ReadonlySet<string> => this.chosen;

  selecting = (): boolean => this.taps;

  /** Starts or ends selecting by taps; ending forgets what was selected. */
  select(taps: boolean): void {
    if (taps === this.taps) return;
    this.taps = taps;
    if (!taps) this.chosen = NONE;
    this.tell();
  }

  has = (id: string): boolean => this.chosen.has(id);

  only(id: string): void {
    this.anchor = id;
    this.set(new Set([id]));
  }

  toggle(id: string): void {
    const next = new Set(this.chosen);
    if (!next.delete(id)) next.add(id);
    this.anchor = id;
    this.set(next);
  }

  /** From the last one clicked to `id`, in the order of the map. */
  range(id: string, order: readonly string[]): void {
    const from = order.indexOf(this.anchor ?? id);
    const to = order.indexOf(id);
    if (from < 0 || to < 0) this.only(id);
    else this.set(new Set(order.slice(Math.min(from, to), Math.max(from, to) + 1)));
  }

  replace(ids: Iterable<string>): void {
    this.set(new Set(ids));
  }

  clear(): void {
    this.set(NONE);
  }

  /** Forgets what is no longer on the map, and follows what the server named; `order` is the map. */
  prune(order: readonly string[]): void {
    if (this.chosen.size === 0) return;
    const there = new Set(order);
    const left = [...this.chosen].map((id) => (there.has(id) ? id : realId(id)));
    const kept = left.filter((id) => there.has(id));
    if (kept.length < this.chosen.size || kept.some((id) => !this.chosen.has(id))) {
      this.set(new Set(kept));
    }
  }

  private set(next: ReadonlySet<string>): void {
    if (next.size === 0 && this.chosen.size === 0) return;
    this.chosen = next.size === 0 ? NONE : next;
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

/** Whether one touchpoint is selected; redraws only when that changes. */
export function useSelected(selection: Selection, id: string): boolean {
  return useSyncExternalStore(selection.subscribe, () => selection.has(id));
}

export function useSelection(selection: Selection): ReadonlySet<string> {
  return useSyncExternalStore(selection.subscribe, selection.snapshot);
}

/** Whether taps select: the mode of narrow screens. */
export function useSelecting(selection: Selection): boolean {
  return useSyncExternalStore(selection.subscribe, selection.selecting);
}
