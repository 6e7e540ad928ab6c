/** Everything of the hand that lies over the canvas: selection, keys, clipboard, zoom, minimap. */
import { useMediaQuery } from "@mantine/hooks";
import { lazy, Suspense, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useActions } from "../../shell/actions";
import { NARROW } from "../../theme/tokens";
import { useMap } from "../context";
import { useClipboard } from "./clipboard";
import { canvasContent, touchpointAt } from "./dom";
import classes from "./Hand.module.css";
import { Minimap } from "./Minimap";
import { orderOf } from "./navigate";
import { listenPicking } from "./pick";
import { useSelecting, useSelection } from "./selection";
import { useBox, useCanvasRoot } from "./useCanvasRoot";
import { useHandActions } from "./useHandActions";
import { useSight } from "./view";
import { ZoomBar } from "./ZoomBar";
import { listenZoom } from "./zoom";

// For those who choose several cards or draw an arrow by keyboard: not part of a first look.
const BulkBar = lazy(() => import("./BulkBar").then((m) => ({ default: m.BulkBar })));
const LinkDialog = lazy(() => import("./LinkDialog").then((m) => ({ default: m.LinkDialog })));

/** A little while after scrolling ends, where one is is remembered. */
const REST_MS = 300;

function useZoom(root: HTMLElement | null): void {
  const { view } = useMap().hand;
  const { zoom } = useSight(view);
  useLayoutEffect(() => {
    const content = root && canvasContent();
    if (content) content.style.zoom = String(zoom);
  }, [root, zoom]);
  useEffect(() => {
    if (!root) return;
    const { left, top } = view.snapshot();
    root.scrollTo({ left, top, behavior: "instant" });
    let timer: ReturnType<typeof setTimeout>;
    const remember = () => {
      clearTimeout(timer);
      timer = setTimeout(() => view.set({ left: root.scrollLeft, top: root.scrollTop }), REST_MS);
    };
    root.addEventListener("scroll", remember, { passive: true });
    const stop = listenZoom(root, view);
    return () => {
      clearTimeout(timer);
      root.removeEventListener("scroll", remember);
      stop();
    };
  }, [root, view]);
}

/** One card in the tab order at a time: arrows go on from there, Tab goes past the map. */
function useRoving(root: HTMLElement | null): void {
  const { journey } = useMap();
  const current = useRef<string | undefined>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: cards are drawn when the journey changes
  useLayoutEffect(() => {
    if (!root) return;
    const names = [...root.querySelectorAll<HTMLElement>("[data-touchpoint]")];
    const set = (id: string | undefined) => {
      current.current = id;
      const stop = names.find((name) => name.dataset.touchpoint === id) ?? names[0];
      for (const name of names) name.tabIndex = name === stop ? 0 : -1;
    };
    set(current.current);
    const onFocus = (event: FocusEvent) => {
      const id = touchpointAt(event.target as Element);
      if (id !== undefined && id !== current.current) set(id);
    };
    root.addEventListener("focusin", onFocus);
    return () => root.removeEventListener("focusin", onFocus);
  }, [root, journey.stages]);
}

function usePicking(root: HTMLElement | null): void {
  const { journey, hand } = useMap();
  const { selection } = hand;
  const order = useRef<readonly string[]>([]);
  useEffect(() => {
    order.current = orderOf(journey);
    selection.prune(order.current);
  }, [journey, selection]);
  useEffect(
    () =>
      root ? listenPicking(root, selection, () => order.current, classes.lasso ?? "") : undefined,
    [root, selection],
  );
  // Another map, another selection.
  useEffect(() => () => selection.clear(), [selection]);
}

export function HandTools() {
  const root = useCanvasRoot();
  const box = useBox(root);
  const { hand } = useMap();
  const { minimap } = useSight(hand.view);
  const several = useSelection(hand.selection).size > 1;
  const selecting = useSelecting(hand.selection);
  const narrow = useMediaQuery(NARROW);
  const [linking, setLinking] = useState<string | null>(null);
  useActions(useHandActions(setLinking));
  useClipboard();
  usePicking(root);
  useRoving(root);
  useZoom(root);

  if (!root || !box) return null;
  const corner = {
    right: window.innerWidth - box.right + 12,
    bottom: window.innerHeight - box.bottom + 12,
  };
  const middle = { left: (box.left + box.right) / 2, bottom: corner.bottom };
  return (
    <>
      <div className={classes.middle} style={middle}>
        {(several || selecting) && (
          <Suspense fallback={null}>
            <BulkBar />
          </Suspense>
        )}
      </div>
      {!narrow && (
        <div className={classes.corner} style={corner}>
          {minimap && <Minimap root={root} />}
          <ZoomBar />
        </div>
      )}
      {linking !== null && (
        <Suspense fallback={null}>
          <LinkDialog from={linking} onClose={() => setLinking(null)} />
        </Suspense>
      )}
    </>
  );
}
