/** Figures one can believe: value, unit, and a definition on hover, focus or touch. */
import { Tooltip } from "@mantine/core";
import type { ReactNode } from "react";
import { useI18n } from "../i18n";
import { TOO_FEW } from "../i18n/format";
import classes from "./Figure.module.css";

/** Wraps a figure so that its definition is within reach, also of a keyboard. */
export function Defined(props: { definition: string; children: ReactNode; className?: string }) {
  return (
    <Tooltip label={props.definition}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the definition must open on focus */}
      <span className={`${classes.defined} ${props.className ?? ""}`} tabIndex={0} data-figures>
        {props.children}
      </span>
    </Tooltip>
  );
}

/** A labelled figure, label below or above its value. */
export function Figure(props: {
  label: string;
  definition: string;
  value: ReactNode;
  aside?: ReactNode;
}) {
  return (
    <Defined definition={props.definition} className={classes.figure}>
      <span className={classes.value}>
        {props.value} {props.aside}
      </span>
      <span className={classes.label}>{props.label}</span>
    </Defined>
  );
}

/** A share of `base` customers, or “too few”, or a dash when there is none by definition. */
export function useShare(): (share: number | null | undefined, base: number) => string {
  const { t, format } = useI18n();
  return (share, base) => {
    if (share == null) return "–";
    return base < TOO_FEW ? t("common.too_few") : format.percent(share);
  };
}

/**
 * Whether a change says something: ten times as many customers as before means that counting
 * began, not that customers came.
 */
export function isTrend(change: number | null | undefined): change is number {
  return change != null && change < 9;
}

/**
 * Change against the period before. The arrow says the direction. `judged` colours it: only
 * where more is always better.
 */
export function Trend(props: {
  /** A share (0.04 for four in a hundred more), or a difference of shares. */
  change: number;
  /** Its size without a sign. */
  text: string;
  judged?: boolean;
}) {
  // What rounds to nothing is no direction.
  const size = Math.round(props.change * 100);
  const direction = size > 0 ? "up" : size < 0 ? "down" : "flat";
  const spoken = { up: "+", down: "−", flat: "" }[direction];
  return (
    <span className={classes.trend} data-judged={props.judged ? direction : undefined}>
      <span aria-hidden="true" className={classes.arrow} data-direction={direction} />
      <span className="visually-hidden">{spoken}</span>
      {props.text}
    </span>
  );
}
