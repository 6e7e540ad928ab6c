/** How much of all passages is drawn, and what their colour says: alike in Reality and over the map. */
import { SegmentedControl, Slider } from "@mantine/core";
import { useId } from "react";
import { useI18n } from "../../i18n";
import classes from "./Controls.module.css";
import type { Colour } from "./shades";

/** How much of all passages is drawn at first, in hundredths. */
export const SHARE = 80;

export function ShareSlider(props: {
  /** In hundredths. */
  share: number;
  onShare: (share: number) => void;
  /** Once it is let go. */
  onShareEnd?: (share: number) => void;
}) {
  const { t, format } = useI18n();
  const id = useId();
  return (
    <span className={classes.share}>
      <span id={id}>{t("reality.flow.share")}</span>
      <Slider
        className={classes.slider}
        size="sm"
        min={5}
        max={100}
        step={5}
        value={props.share}
        label={(value) => format.percent(value / 100)}
        onChange={props.onShare}
        {...(props.onShareEnd && { onChangeEnd: props.onShareEnd })}
        thumbProps={{ "aria-labelledby": id }}
      />
    </span>
  );
}

export function ColourChoice(props: { colour: Colour; onColour: (colour: Colour) => void }) {
  const { t } = useI18n();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t("reality.flow.colour")}
      value={props.colour}
      data={[
        { value: "time", label: t("reality.flow.colour.time") },
        { value: "loss", label: t("reality.flow.colour.loss") },
      ]}
      onChange={(value) => props.onColour(value === "loss" ? "loss" : "time")}
    />
  );
}

/** Both sides, or one picture of what differs. */
export function AsChoice(props: {
  difference: boolean;
  onDifference: (difference: boolean) => void;
}) {
  const { t } = useI18n();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t("versus.as")}
      value={props.difference ? "difference" : "both"}
      data={[
        { value: "both", label: t("versus.both") },
        { value: "difference", label: t("versus.difference") },
      ]}
      onChange={(value) => props.onDifference(value === "difference")}
    />
  );
}
