/** What both pictures of compared flows are drawn from. */
import type { Ref } from "react";
import type { Transitions } from "../../queries";
import type { Difference } from "../../versus/difference";
import type { Sides } from "../../versus/useVersus";
import type { Passage } from "./join";

export interface Pictured {
  sides: Sides;
  a: Transitions;
  b: Transitions;
  /** Those drawn. */
  passages: readonly Passage[];
  /** Who reaches a place, by name. */
  reach: ReadonlyMap<string, Difference>;
  chosen: string | null;
  chosenEdge: string | null;
  onChoose: (id: string | null) => void;
  onChooseEdge: (key: string | null) => void;
  picture: Ref<SVGSVGElement>;
}

/** Above each picture, in px: which side it is of. */
export const CAPTION = 30;
