/** The canvas as it stands on screen: it may be drawn late, and drawn anew. */
import { useEffect, useState } from "react";
import { canvasRoot } from "./dom";

export function useCanvasRoot(): HTMLElement | null {
  const [root, setRoot] = useState<HTMLElement | null>(null);
  useEffect(() => {
    const look = () => setRoot(canvasRoot());
    look();
    const watch = new MutationObserver(look);
    watch.observe(document.getElementById("content") ?? document.body, {
      childList: true,
      subtree: true,
    });
    return () => watch.disconnect();
  }, []);
  return root;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Where the canvas lies in the window, without its scroll bars. */
export function useBox(root: HTMLElement | null): Box | null {
  const [box, setBox] = useState<Box | null>(null);
  useEffect(() => {
    if (!root) {
      setBox(null);
      return;
    }
    const measure = () => {
      const { left, top } = root.getBoundingClientRect();
      const next = { left, top, right: left + root.clientWidth, bottom: top + root.clientHeight };
      setBox((old) => (old && JSON.stringify(old) === JSON.stringify(next) ? old : next));
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(root);
    // What stands above may grow and push the canvas down without changing its size.
    watch.observe(document.body);
    window.addEventListener("resize", measure);
    return () => {
      watch.disconnect();
      window.removeEventListener("resize", measure);
    };
  }, [root]);
  return box;
}
