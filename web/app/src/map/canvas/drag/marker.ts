/** The line that shows where a card will land, and the geometry of the row it lies in. */
import type { Journey } from "../../../api/types";
import classes from "./Drag.module.css";
import type { Landing, Slot } from "./landing";

export interface StageSlots {
  id: string;
  left: number;
  right: number;
  cards: Slot[];
}

/** Everything in px of the row, before zoom, so that scrolling meanwhile changes nothing. */
export function measure(row: HTMLElement): StageSlots[] {
  const { left: origin, width } = row.getBoundingClientRect();
  const scale = width / row.offsetWidth || 1;
  const span = (element: Element) => {
    const box = element.getBoundingClientRect();
    return { left: (box.left - origin) / scale, right: (box.right - origin) / scale };
  };
  return [...row.querySelectorAll<HTMLElement>("[data-cards]")].map((stage) => ({
    id: stage.dataset.cards ?? "",
    ...span(stage),
    cards: [...stage.querySelectorAll<HTMLElement>("[data-card]")].map((card) => ({
      id: card.dataset.card ?? "",
      ...span(card),
    })),
  }));
}

/** A client x in px of the row before zoom. */
export function toRow(row: HTMLElement, clientX: number): number {
  const { left, width } = row.getBoundingClientRect();
  return (clientX - left) / (width / row.offsetWidth || 1);
}

export class Marker {
  private line = document.createElement("div");

  constructor(row: HTMLElement) {
    this.line.className = classes.line ?? "";
    row.append(this.line);
  }

  place(x: number): void {
    this.line.style.transform = `translateX(${x}px)`;
  }

  remove(): void {
    this.line.remove();
  }
}

/** Where the line stands for a gap of a stage. */
export function gapX(stage: StageSlots, gap: number): number {
  const next = stage.cards[gap];
  const last = stage.cards.at(-1);
  if (next) return next.left - 5;
  return last ? last.right + 3 : stage.left + 3;
}

/** From a place among the cards that stay to a gap among all cards. */
export function gapOf(journey: Journey, at: Landing, moving: ReadonlySet<string>): number {
  const stage = journey.stages.find(({ id }) => id === at.stageId);
  if (!stage) return 0;
  let left = at.position;
  for (const [index, touchpoint] of stage.touchpoints.entries()) {
    if (moving.has(touchpoint.id)) continue;
    if (left === 0) return index;
    left -= 1;
  }
  return stage.touchpoints.length;
}
