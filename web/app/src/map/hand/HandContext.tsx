/** The hand of the map on screen, for what must not be drawn anew whenever the map changes. */
import { createContext, useContext } from "react";
import type { Hand } from "./hand";
import { useSelected } from "./selection";

export const HandContext = createContext<Hand | null>(null);

export function useHandStore(): Hand {
  const hand = useContext(HandContext);
  if (!hand) throw new Error("useHandStore outside MapProvider");
  return hand;
}

export function useIsSelected(id: string): boolean {
  return useSelected(useHandStore().selection, id);
}
