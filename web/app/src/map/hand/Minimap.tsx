/** The whole map, small: stages in their hues, touchpoints as dots, and the part on screen. */
import { type PointerEvent, useEffect, useRef, useState } from "react";
import { useI18n } from "../../i18n";
import { useMap } from "../context";
import classes from "./Hand.module.css";
import { useSight } from "./view";

const WIDTH = 184;
const TALLEST = 96;
const HEAD = 6;

interface Part {
  id: string;
  hue: string;
  x: number;
  width: number;
  cards: { id: string; x: number; width: number }[];
}

/** Everything in shares of the content, so that zoom does not matter. */
interface Plan {
  parts: Part[];
  /** Height of the content for one of width. */
  ratio: number;
}

function survey(root: HTMLElement): Plan | null {
  const content = root.querySelector<HTMLElement>("[data-canvas-content]");
  const box = content?.getBoundingClientRect();
  if (!content || !box || box.width === 0) return null;
  const share = (element: Element) => {
    const { left, width } = element.getBoundingClientRect();
    return { x: (left - box.left) / box.width, width: width / box.width };
  };
  const cards = [...content.querySelectorAll<HTMLElement>("[data-card]")].map((card) => ({
    id: card.dataset.card ?? "",
    ...share(card),
  }));
  const parts = [...content.querySelectorAll<HTMLElement>("[data-stage]")].map((stage) => {
    const { x, width } = share(stage);
    const within = cards.filter((card) => card.x >= x && card.x < x + width);
    return { id: stage.dataset.stage ?? "", hue: stage.dataset.hue ?? "", x, width, cards: within };
  });
  return { parts, ratio: box.height / box.width };
}

export function Minimap({ root }: { root: HTMLElement }) {
  const { t } = useI18n();
  const { journey, hand } = useMap();
  const { zoom } = useSight(hand.view);
  const [plan, setPlan] = useState<Plan | null>(null);
  const window_ = useRef<SVGRectElement>(null);

  // Measured once drawn: columns and lanes decide their own size.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn follows the journey
  useEffect(() => {
    const content = root.querySelector("[data-canvas-content]");
    if (!content) return;
    let frame = requestAnimationFrame(() => setPlan(survey(root)));
    const watch = new ResizeObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setPlan(survey(root)));
    });
    watch.observe(content);
    return () => {
      cancelAnimationFrame(frame);
      watch.disconnect();
    };
  }, [root, journey.stages]);

  const height = Math.min(TALLEST, Math.max(28, WIDTH * (plan?.ratio ?? 0)));

  // Scrolling moves one rectangle; React has nothing to do with it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: zoom changes what is on screen
  useEffect(() => {
    let frame = 0;
    const draw = () => {
      frame = 0;
      const rect = window_.current;
      if (!rect) return;
      const { scrollLeft, scrollTop, scrollWidth, scrollHeight, clientWidth, clientHeight } = root;
      rect.setAttribute("x", String((scrollLeft / scrollWidth) * WIDTH));
      rect.setAttribute("y", String((scrollTop / scrollHeight) * height));
      rect.setAttribute("width", String(Math.min(1, clientWidth / scrollWidth) * WIDTH));
      rect.setAttribute("height", String(Math.min(1, clientHeight / scrollHeight) * height));
    };
    const soon = () => {
      frame ||= requestAnimationFrame(draw);
    };
    draw();
    root.addEventListener("scroll", soon, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      root.removeEventListener("scroll", soon);
    };
  }, [root, height, zoom, plan]);

  const go = (event: PointerEvent<SVGSVGElement>) => {
    if (event.type === "pointermove" && event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width;
    const y = (event.clientY - box.top) / box.height;
    root.scrollTo({
      left: x * root.scrollWidth - root.clientWidth / 2,
      top: y * root.scrollHeight - root.clientHeight / 2,
      behavior: "instant",
    });
  };
  if (!plan) return null;
  return (
    // For hands on a mouse or a screen; keys scroll and walk over the canvas itself.
    <svg
      className={classes.minimap}
      width={WIDTH}
      height={height}
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-label={t("minimap.title")}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={go}
    >
      {plan.parts.map((part) => (
        <g key={part.id}>
          <rect
            x={part.x * WIDTH + 0.5}
            y={0}
            width={Math.max(1, part.width * WIDTH - 1)}
            height={3}
            fill={`var(--pc-hue-${part.hue})`}
          />
          {part.cards.map((card) => (
            <rect
              key={card.id}
              className={classes.dot}
              x={card.x * WIDTH}
              y={HEAD}
              width={Math.max(1, card.width * WIDTH - 1)}
              height={Math.max(2, Math.min(10, height / 5))}
              rx={1}
            />
          ))}
        </g>
      ))}
      <rect ref={window_} className={classes.viewport} rx={2} />
    </svg>
  );
}
