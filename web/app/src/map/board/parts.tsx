/**
 * The two places where a draggable board differs from a plain one. The board is drawn once, with
 * either set, so that people who only read never load drag and drop.
 */
import type { ReactNode } from "react";
import type { Stage, Touchpoint } from "../../api/types";

export interface BoardParts {
  /** Around one card. */
  Slot: (props: { touchpoint: Touchpoint; stage: Stage; children: ReactNode }) => ReactNode;
  /** Around the cards of one stage. */
  Lane: (props: { stage: Stage; className?: string; children: ReactNode }) => ReactNode;
}

export const plainParts: BoardParts = {
  Slot: (props) => <li>{props.children}</li>,
  Lane: (props) => <ol className={props.className}>{props.children}</ol>,
};
