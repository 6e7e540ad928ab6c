/** Zooming the canvas about a point, so that what one looks at stays where it is. */
import { canvasContent, canvasRoot } from "./dom";
import { clampZoom, nextZoom, type View } from "./view";

/** `about`: a point of the window; the middle of the canvas when left out. */
export function zoomTo(view: View, wanted: number, about?: { x: number; y: number }): boolean {
  const root = canvasRoot();
  const content = canvasContent();
  if (!root || !content) return false;
  const before = view.snapshot().zoom;
  const zoom = clampZoom(wanted);
  if (zoom === before) return true;
  const box = root.getBoundingClientRect();
  const x = about ? about.x - box.left : box.width / 2;
  const y = about ? about.y - box.top : box.height / 2;
  const left = ((root.scrollLeft + x) / before) * zoom - x;
  const top = ((root.scrollTop + y) / before) * zoom - y;
  content.style.zoom = String(zoom);
  root.scrollTo({ left, top, behavior: "instant" });
  view.set({ zoom });
  return true;
}

export function zoomBy(view: View, by: 1 | -1): boolean {
  return zoomTo(view, nextZoom(view.snapshot().zoom, by));
}

/** The whole map, or as much as is still readable; never larger than life. */
export function fitAll(view: View): boolean {
  const root = canvasRoot();
  const content = canvasContent();
  if (!root || !content) return false;
  const { zoom } = view.snapshot();
  const box = content.getBoundingClientRect();
  if (box.width === 0 || box.height === 0) return false;
  const wanted = Math.min(
    1,
    root.clientWidth / (box.width / zoom),
    root.clientHeight / (box.height / zoom),
  );
  zoomTo(view, wanted);
  root.scrollTo({ left: 0, top: 0, behavior: "instant" });
  return true;
}

/** Wheel with ⌘ or Ctrl (which is how trackpads tell a pinch), and two fingers on glass. */
export function listenZoom(root: HTMLElement, view: View): () => void {
  const wheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const { zoom } = view.snapshot();
    // Lines and pages count as the pixels they usually are.
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 16;
    const by = Math.exp(-Math.max(-60, Math.min(60, event.deltaY * unit)) / 300);
    zoomTo(view, zoom * by, { x: event.clientX, y: event.clientY });
  };
  let pinch: { distance: number; zoom: number } | null = null;
  const measure = (touches: TouchList) => {
    const [a, b] = [touches[0], touches[1]];
    if (!a || !b || touches.length !== 2) return null;
    return {
      distance: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY),
      x: (a.clientX + b.clientX) / 2,
      y: (a.clientY + b.clientY) / 2,
    };
  };
  const start = (event: TouchEvent) => {
    const fingers = measure(event.touches);
    pinch = fingers && { distance: fingers.distance, zoom: view.snapshot().zoom };
  };
  const move = (event: TouchEvent) => {
    const fingers = measure(event.touches);
    if (!pinch || !fingers || pinch.distance === 0) return;
    event.preventDefault();
    zoomTo(view, (pinch.zoom * fingers.distance) / pinch.distance, fingers);
  };
  root.addEventListener("wheel", wheel, { passive: false });
  root.addEventListener("touchstart", start, { passive: true });
  root.addEventListener("touchmove", move, { passive: false });
  return () => {
    root.removeEventListener("wheel", wheel);
    root.removeEventListener("touchstart", start);
    root.removeEventListener("touchmove", move);
  };
}
