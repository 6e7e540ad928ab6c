/**
 * The figures as the canvas shows them, in a context of their own: typing in a cell must not draw
 * the figures of two hundred touchpoints anew.
 */
import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { TouchpointFigures } from "../../api/types";
import { useMap } from "../context";

export type Evidence = TouchpointFigures["evidence"];

interface FiguresContext {
  of(touchpoint: string): TouchpointFigures | undefined;
  /** Customers of the journey: what shares are shares of. */
  base: number | undefined;
  state: "loading" | "ready" | "none";
  periodWords: string;
}

const Context = createContext<FiguresContext | null>(null);

export function FiguresProvider(props: { children: ReactNode }) {
  const { figures, figuresState, periodWords } = useMap();
  const value = useMemo<FiguresContext>(() => {
    const known = new Map(figures?.touchpoints.map((item) => [item.touchpoint_id, item]));
    return {
      of: (touchpoint) => known.get(touchpoint),
      base: figures?.customers,
      state: figuresState,
      periodWords,
    };
  }, [figures, figuresState, periodWords]);
  return <Context value={value}>{props.children}</Context>;
}

export function useFigures(): FiguresContext {
  const value = useContext(Context);
  if (!value) throw new Error("useFigures outside FiguresProvider");
  return value;
}
