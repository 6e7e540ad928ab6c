/** The row of feelings: its head says what the lines are, how far belief lies from measure. */
import { SegmentedControl } from "@mantine/core";
import { useMemo, useState } from "react";
import type { Lane, Stage } from "../../../api/types";
import { useI18n } from "../../../i18n";
import canvas from "../Canvas.module.css";
import { useCanvas } from "../context";
import { useFigures } from "../figures";
import { LaneHead } from "../lanes/LaneHead";
import { useLaneName } from "../lanes/useLaneName";
import type { Layout } from "../layout";
import { perceptionGap } from "./curve";
import classes from "./Emotion.module.css";
import { EmotionChart } from "./EmotionChart";
import type { Curve } from "./Handle";
import { emotionPoints } from "./points";
import { HEIGHT, y } from "./scale";
import { useFeelingWords } from "./words";

const ENDS = [2, 0, -2] as const;

function Legend({ curve }: { curve: "felt" | "wished" | "measured" }) {
  const { t } = useI18n();
  const words = { felt: "emotion.today", wished: "emotion.wished", measured: "emotion.measured" };
  return (
    <span className={classes.legend}>
      <svg width="22" height="10" aria-hidden="true">
        <line className={classes.line} data-line={curve} x1="0" x2="22" y1="5" y2="5" />
      </svg>
      {t(words[curve] as "emotion.today")}
    </span>
  );
}

export function EmotionRow(props: {
  lane: Lane;
  index: number;
  stages: readonly Stage[];
  layout: Layout;
}) {
  const { lane, stages, layout } = props;
  const { t } = useI18n();
  const { editable } = useCanvas();
  const { of } = useFigures();
  const name = useLaneName()(lane);
  const words = useFeelingWords();
  const [drawing, setDrawing] = useState<Curve>("felt");
  const points = useMemo(() => emotionPoints(stages, layout, of), [stages, layout, of]);
  const gap = perceptionGap(points);
  const has = (curve: "wished" | "measured") => points.some((point) => point[curve] !== null);
  return (
    <section className={canvas.lane} aria-label={name} data-lane-row={lane.id} data-emotion>
      <LaneHead lane={lane} index={props.index}>
        <div className={classes.key} style={{ height: HEIGHT - 36 }}>
          {editable ? (
            <SegmentedControl
              size="xs"
              aria-label={t("emotion.draw")}
              value={drawing}
              onChange={(value) => setDrawing(value === "wished" ? "wished" : "felt")}
              data={[
                { value: "felt", label: t("emotion.today") },
                { value: "wished", label: t("emotion.wished") },
              ]}
            />
          ) : (
            <Legend curve="felt" />
          )}
          {!editable && has("wished") && <Legend curve="wished" />}
          {has("measured") && <Legend curve="measured" />}
          {gap && <p className={classes.gapWords}>{words.gap(gap.gap)}</p>}
        </div>
        {ENDS.map((value) => (
          <span key={value} className={classes.end} style={{ top: y(value) }}>
            {words.signed(value)} <span className={classes.endWord}>{t(`emotion.${value}`)}</span>
          </span>
        ))}
      </LaneHead>
      {!lane.folded && (
        <EmotionChart
          points={points}
          width={layout.width}
          reach={layout.column / 2}
          drawing={drawing}
        />
      )}
    </section>
  );
}
