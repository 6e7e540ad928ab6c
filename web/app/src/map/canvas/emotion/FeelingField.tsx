/** One feeling as a field: a slider with words at both ends, or the offer to draw it. */
import { Button, Slider } from "@mantine/core";
import { useId, useState } from "react";
import type { Touchpoint } from "../../../api/types";
import { useI18n } from "../../../i18n";
import { useCanvas } from "../context";
import { HIGHEST, LOWEST, snap, stepOf } from "./curve";
import classes from "./FeelingField.module.css";
import type { Curve } from "./Handle";
import { useFeelingWords } from "./words";

const MARKS = [-2, -1, 0, 1, 2].map((value) => ({ value }));

export function FeelingField(props: {
  touchpoint: Touchpoint;
  curve: Curve;
  /** Something below it says already what its ends mean. */
  endless?: boolean;
}) {
  const { touchpoint, curve } = props;
  const { t } = useI18n();
  const { editable, edits } = useCanvas();
  const words = useFeelingWords();
  const id = useId();
  const [moving, setMoving] = useState<number | null>(null);
  const stored = touchpoint[curve];
  const value = moving ?? stored;
  const label = t(curve === "felt" ? "emotion.felt.field" : "emotion.wished.field");
  const save = (next: number | null) => {
    setMoving(null);
    if (next !== stored) edits.change(touchpoint, { [curve]: next });
  };
  return (
    <div className={classes.field}>
      <div className={classes.top}>
        <span id={id} className={classes.label}>
          {label}
        </span>
        <span className={classes.value}>
          {value === null ? t("emotion.undrawn") : words.spoken(value)}
        </span>
        {editable && stored !== null && (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => save(null)}>
            {t("emotion.clear")}
          </Button>
        )}
      </div>
      {(editable || stored !== null) && (
        <Slider
          min={LOWEST}
          max={HIGHEST}
          step={0.1}
          label={null}
          marks={MARKS}
          disabled={!editable}
          data-step={value === null ? undefined : stepOf(value)}
          data-undrawn={value === null || undefined}
          classNames={{
            root: classes.slider,
            bar: classes.bar,
            thumb: classes.thumb,
            mark: classes.mark,
          }}
          thumbProps={{
            "aria-labelledby": id,
            "aria-valuetext": value === null ? t("emotion.undrawn") : words.spoken(value),
          }}
          value={value ?? 0}
          onChange={(next) => setMoving(snap(next))}
          onChangeEnd={(next) => save(snap(next))}
        />
      )}
      {!props.endless && (
        <div className={classes.ends} aria-hidden="true">
          <span>{t("emotion.-2")}</span>
          <span>{t("emotion.2")}</span>
        </div>
      )}
    </div>
  );
}
