/** One point of a drawn curve: dragged, moved by arrow keys, cleared by Delete. */
import { type KeyboardEvent, memo, type PointerEvent } from "react";
import { useI18n } from "../../../i18n";
import { HIGHEST, LOWEST, snap, stepOf } from "./curve";
import classes from "./Emotion.module.css";
import { y } from "./scale";
import { useFeelingWords } from "./words";

export type Curve = "felt" | "wished";

export interface HandleProps {
  id: string;
  name: string;
  curve: Curve;
  x: number;
  value: number | null;
  truth: boolean;
  /** What hovering and focusing tell: the other values at this touchpoint. */
  tip: string;
  /** The one point of its curve that Tab stops at. */
  stop: boolean;
  editable: boolean;
  onChange(id: string, curve: Curve, value: number | null): void;
  onGrab(event: PointerEvent<SVGElement>, id: string, curve: Curve): void;
  onFocus(id: string): void;
}

const COARSE = 0.5;
const FINE = 0.1;

/** The value a key asks for; undefined for other keys. */
export function keyed(
  key: string,
  shift: boolean,
  value: number | null,
): number | null | undefined {
  const step = shift ? FINE : COARSE;
  switch (key) {
    case "ArrowUp":
      return value === null ? 0 : snap(value + step);
    case "ArrowDown":
      return value === null ? 0 : snap(value - step);
    case "Home":
      return LOWEST;
    case "End":
      return HIGHEST;
    case "Delete":
    case "Backspace":
      return null;
    default:
      return undefined;
  }
}

/** To the same curve's next or last point, as the eye follows it. */
function neighbour(from: SVGElement, curve: Curve, by: 1 | -1): SVGElement | undefined {
  const all = [
    ...(from.ownerSVGElement?.querySelectorAll<SVGElement>(`[data-curve="${curve}"]`) ?? []),
  ];
  return all[all.indexOf(from) + by];
}

const STAR = "M0 -8L2.2 -2.9L7.6 -2.5L3.5 1.1L4.8 6.5L0 3.6L-4.8 6.5L-3.5 1.1L-7.6 -2.5L-2.2 -2.9Z";

export const Handle = memo(function Handle(props: HandleProps) {
  const { id, name, curve, x, value, truth, editable } = props;
  const { t } = useI18n();
  const words = useFeelingWords();
  const onKeyDown = (event: KeyboardEvent<SVGGElement>) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const sideways = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const wanted = keyed(event.key, event.shiftKey, value);
    if (!sideways && wanted === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (sideways) neighbour(event.currentTarget, curve, sideways)?.focus();
    else if (wanted !== undefined && wanted !== value) props.onChange(id, curve, wanted);
  };
  return (
    <g
      role="slider"
      tabIndex={props.stop ? 0 : -1}
      className={classes.handle}
      data-curve={curve}
      data-of={id}
      // The first of the two is where keys of the map come in.
      data-lane={curve === "felt" ? "emotion" : undefined}
      data-drawn={value !== null || undefined}
      data-tip={props.tip}
      transform={`translate(${x} ${y(value ?? 0)})`}
      aria-label={t(curve === "felt" ? "emotion.today.of" : "emotion.wished.of", { name })}
      aria-orientation="vertical"
      aria-valuemin={LOWEST}
      aria-valuemax={HIGHEST}
      aria-valuenow={value ?? 0}
      aria-valuetext={value === null ? t("emotion.undrawn") : words.spoken(value)}
      aria-readonly={!editable || undefined}
      onKeyDown={editable ? onKeyDown : undefined}
      onPointerDown={editable ? (event) => props.onGrab(event, id, curve) : undefined}
      onFocus={() => props.onFocus(id)}
    >
      <circle className={classes.reach} r="12" />
      {curve === "wished" ? (
        <path className={classes.diamond} d="M0 -6L6 0L0 6L-6 0Z" />
      ) : truth && value !== null ? (
        <path className={classes.star} d={STAR} transform="scale(1.25)" data-step={stepOf(value)} />
      ) : (
        <circle
          className={classes.point}
          r="5.5"
          data-step={value === null ? undefined : stepOf(value)}
        />
      )}
    </g>
  );
});
