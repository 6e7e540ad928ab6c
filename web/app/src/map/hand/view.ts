/** How a map is looked at: its zoom, its minimap and where one was, remembered per journey. */
import { useSyncExternalStore } from "react";

export const SMALLEST = 0.3;
export const LARGEST = 1.5;
const STEPS = [0.3, 0.4, 0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5];

export interface Sight {
  zoom: number;
  minimap: boolean;
  left: number;
  top: number;
  /** On a narrow screen: the size of its text, and whether only touchpoints are shown. */
  text: number;
  outline: boolean;
}

const FIRST: Sight = { zoom: 1, minimap: true, left: 0, top: 0, text: 1, outline: false };

/** Sizes of text on a narrow screen: below the smallest nobody reads, above the largest few words fit. */
export const TEXT_SIZES: readonly number[] = [0.8, 0.9, 1, 1.15, 1.3, 1.5];

export function clampZoom(zoom: number): number {
  return Math.min(LARGEST, Math.max(SMALLEST, zoom));
}

/** The next step from any zoom: 0.73 goes to 0.8, or back to 0.67. */
export function nextZoom(zoom: number, by: 1 | -1): number {
  // A wheel leaves odd values: within a hundredth of a step is on it.
  const near = 0.01;
  const next =
    by > 0
      ? STEPS.find((step) => step > zoom + near)
      : STEPS.findLast((step) => step < zoom - near);
  return next ?? (by > 0 ? LARGEST : SMALLEST);
}

export class View {
  private sight: Sight;
  private listeners = new Set<() => void>();
  private readonly key: string;

  constructor(journeyId: string) {
    this.key = `parcours.view/${journeyId}`;
    this.sight = { ...FIRST, ...stored(this.key) };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): Sight => this.sight;

  set(change: Partial<Sight>): void {
    this.sight = { ...this.sight, ...change };
    try {
      localStorage.setItem(this.key, JSON.stringify(this.sight));
    } catch {
      // A convenience only: without storage the map opens at its usual size.
    }
    for (const listener of this.listeners) listener();
  }
}

function stored(key: string): Partial<Sight> {
  try {
    const known = JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Sight>;
    if (!TEXT_SIZES.includes(known.text ?? 0)) delete known.text;
    return typeof known.zoom === "number" ? { ...known, zoom: clampZoom(known.zoom) } : {};
  } catch {
    return {};
  }
}

export function useSight(view: View): Sight {
  return useSyncExternalStore(view.subscribe, view.snapshot);
}
