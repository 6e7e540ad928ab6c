/**
 * One tooltip for the whole canvas. What has a `data-tip` shows it on hover and on focus; a
 * tooltip component for each of a thousand figures would make the canvas slow to draw.
 */
import { type RefObject, useEffect, useState } from "react";
import classes from "./TipLayer.module.css";

const DELAY_MS = 250;

interface Tip {
  text: string;
  x: number;
  y: number;
  below: boolean;
}

const target = (event: Event): Element | null =>
  event.target instanceof Element ? event.target.closest("[data-tip]") : null;

export function TipLayer({ within }: { within: RefObject<HTMLElement | null> }) {
  const [tip, setTip] = useState<Tip | null>(null);
  useEffect(() => {
    const root = within.current;
    if (!root) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let shown: Element | null = null;
    const hide = () => {
      clearTimeout(timer);
      shown = null;
      setTip(null);
    };
    const show = (element: Element, delay: number) => {
      if (element === shown) return;
      hide();
      shown = element;
      timer = setTimeout(() => {
        const text = element.getAttribute("data-tip");
        if (!text || !element.isConnected) return;
        const box = element.getBoundingClientRect();
        const below = box.top < 120;
        const middle = box.left + box.width / 2;
        const x = Math.min(Math.max(middle, 160), window.innerWidth - 160);
        setTip({ text, x, y: below ? box.bottom : box.top, below });
      }, delay);
    };
    const onOver = (event: PointerEvent) => {
      const element = target(event);
      if (element && event.pointerType !== "touch") show(element, DELAY_MS);
      else if (shown && !shown.contains(document.activeElement)) hide();
    };
    const onFocus = (event: FocusEvent) => {
      const element = target(event);
      if (element?.matches(":focus-visible")) show(element, 0);
    };
    const onKey = (event: KeyboardEvent) => {
      // What a key changes stays beside what it says of it.
      if (event.key === "Escape") hide();
    };
    const onLeave = () => hide();
    root.addEventListener("pointerover", onOver);
    root.addEventListener("pointerleave", onLeave);
    root.addEventListener("pointerdown", onLeave);
    root.addEventListener("focusin", onFocus);
    root.addEventListener("focusout", onLeave);
    root.addEventListener("keydown", onKey);
    root.addEventListener("scroll", onLeave, { passive: true });
    return () => {
      clearTimeout(timer);
      root.removeEventListener("pointerover", onOver);
      root.removeEventListener("pointerleave", onLeave);
      root.removeEventListener("pointerdown", onLeave);
      root.removeEventListener("focusin", onFocus);
      root.removeEventListener("focusout", onLeave);
      root.removeEventListener("keydown", onKey);
      root.removeEventListener("scroll", onLeave);
    };
  }, [within]);
  if (!tip) return null;
  return (
    <div
      role="tooltip"
      className={classes.tip}
      data-below={tip.below || undefined}
      style={{ left: tip.x, top: tip.y }}
    >
      {tip.text}
    </div>
  );
}
