/** What is told at each card, under it. */
import type { ReactNode } from "react";
import type { AtCard } from "./arches";
import classes from "./Flows.module.css";

export function AtCards(props: {
  cards: readonly AtCard[];
  /** What is seen, and what is read aloud. */
  says: (card: AtCard) => { seen: string; spoken: ReactNode };
}) {
  return props.cards.map((card) => {
    const { seen, spoken } = props.says(card);
    return (
      <span
        key={card.id}
        className={classes.at}
        style={{ left: `calc(${card.x}px + var(--canvas-lane-head))` }}
      >
        <span aria-hidden="true">{seen}</span>
        <span className="visually-hidden">{spoken}</span>
      </span>
    );
  });
}
