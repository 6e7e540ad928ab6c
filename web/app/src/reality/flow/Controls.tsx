/** How much of the flows is drawn, and what their colour says. */
import { SegmentedControl, Slider } from "@mantine/core";
import { useI18n } from "../../i18n";
import classes from "./Flow.module.css";
import type { Colour } from "./shades";

export function Controls(props: {
  /** In hundredths of all passages. */
  share: number;
  onShare: (share: number) => void;
  /** Once the slider is let go. */
  onShared?: (share: number) => void;
  colour: Colour;
  onColour: (colour: Colour) => void;
}) {
  const { t, format } = useI18n();
  return (
    <>
      <span className={classes.share}>
        <span id="flow-share">{t("reality.flow.share")}</span>
        <Slider
          className={classes.slider}
          size="sm"
          min={5}
          max={100}
          step={5}
          value={props.share}
          label={(value) => format.percent(value / 100)}
          onChange={props.onShare}
          onChangeEnd={props.onShared}
          thumbProps={{ "aria-labelledby": "flow-share" }}
        />
      </span>
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
    </>
  );
}
