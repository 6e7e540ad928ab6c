/**
 * Where things are on the canvas. The hand works on what the canvas marks in its markup:
 * `data-canvas` (what scrolls), `data-canvas-content` (what is zoomed), `data-card`,
 * `data-touchpoint` (a card's name), `data-lane` with `data-of` (a cell), `data-stage`.
 */
import { realId, stableKey } from "./ids";

export const canvasRoot = () => document.querySelector<HTMLElement>("[data-canvas]");

export const canvasContent = () => document.querySelector<HTMLElement>("[data-canvas-content]");

const quoted = (value: string) => CSS.escape(value);

/** Where `attribute` names a touchpoint: as the server calls it, or as it was drawn with before. */
const naming = (attribute: string, id: string) =>
  `:is(${[realId(id), stableKey(realId(id))].map((name) => `[${attribute}="${quoted(name)}"]`).join(", ")})`;

export const cardOf = (id: string) => document.querySelector<HTMLElement>(naming("data-card", id));

/** The touchpoint that an element belongs to, if it lies on the canvas. */
export function touchpointAt(element: Element | null): string | undefined {
  const place = element?.closest<HTMLElement>("[data-card], [data-of]");
  return place?.closest("[data-canvas]") ? (place.dataset.card ?? place.dataset.of) : undefined;
}

export function laneAt(element: Element | null): string | undefined {
  return (
    element?.closest<HTMLElement>("[data-lane]")?.dataset.lane ??
    element?.closest<HTMLElement>("[data-lane-head]")?.dataset.laneHead
  );
}

export function stageAt(element: Element | null): string | undefined {
  return element?.closest<HTMLElement>("[data-stage]")?.dataset.stage;
}

/**
 * Puts the focus on a card's name: now, so that the next key finds it there; and once more when
 * React has drawn it where it goes, should the focus have been lost on the way.
 */
export function focusCard(id: string): void {
  const focus = () => {
    const name = cardOf(id)?.querySelector<HTMLElement>("[data-touchpoint]");
    name?.focus();
    return name !== undefined && name !== null;
  };
  const there = focus();
  requestAnimationFrame(() => {
    if (!there || document.activeElement === document.body) focus();
  });
}

export function focusCell(id: string, lane: string): boolean {
  const cell = document.querySelector<HTMLElement>(
    `[data-canvas] [data-lane="${quoted(lane)}"]${naming("data-of", id)}`,
  );
  // On a point of the curve the arrows draw: one gets there with Tab.
  if (!cell || cell.matches("[role=slider]")) return false;
  const target = cell.querySelector<HTMLElement>("[data-cell-button]") ?? cell;
  if (target === cell) cell.tabIndex = -1;
  target.focus();
  return true;
}

/** Lanes that are drawn with their cells, from the top. */
export function openLanes(): string[] {
  const cells = document.querySelectorAll<HTMLElement>("[data-canvas] [data-lane][data-of]");
  return [...new Set([...cells].map((cell) => cell.dataset.lane ?? ""))];
}

/** What answers to a mouse by itself: a drag or a selection does not start there. */
export const INTERACTIVE =
  "a, button, input, textarea, select, [role=menu], [role=slider], [contenteditable=true]";
