/** The row of feelings: its head says what the lines are, how far belief lies from measure. */
import { IconPencil } from "@tabler/icons-react";
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

const words = {
  felt: "emotion.today",
  wished: "emotion.wished",
  measured: "emotion.measured",
} as const;

/** A line of the key. Those that are drawn by hand choose which one a press on the chart draws. */
function Legend(props: { curve: keyof typeof words; chosen?: boolean; onChoose?: () => void }) {
  const { t } = useI18n();
  const content = (
    <>
      <svg width="24" height="14" aria-hidden="true">
        <line className={classes.line} data-line={props.curve} x1="1" x2="23" y1="7" y2="7" />
        {props.curve === "felt" && <circle className={classes.sample} cx="12" cy="7" r="4" />}
        {props.curve === "wished" && <path className={classes.diamond} d="M12 3L16 7L12 11L8 7Z" />}
        {props.curve === "measured" && (
          <rect className={classes.sample} x="8.5" y="3.5" width="7" height="7" rx="1" />
        )}
      </svg>
      {t(words[props.curve])}
    </>
  );
  if (!props.onChoose) return <span className={classes.legend}>{content}</span>;
  return (
    <button
      type="button"
      className={classes.legend}
      aria-pressed={props.chosen}
      data-tip={t("emotion.draw.def")}
      onClick={props.onChoose}
    >
      {content}
      {props.chosen && <IconPencil size={13} aria-hidden="true" />}
    </button>
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
  const feelings = useFeelingWords();
  const [drawing, setDrawing] = useState<Curve>("felt");
  const points = useMemo(() => emotionPoints(stages, layout, of), [stages, layout, of]);
  const gap = perceptionGap(points);
  const has = (curve: "wished" | "measured") => points.some((point) => point[curve] !== null);
  return (
    <section className={canvas.lane} aria-label={name} data-lane-row={lane.id} data-emotion>
      <LaneHead lane={lane} index={props.index}>
        <div className={classes.key} style={{ height: HEIGHT - 36 }}>
          <Legend
            curve="felt"
            chosen={drawing === "felt"}
            onChoose={editable ? () => setDrawing("felt") : undefined}
          />
          {(editable || has("wished")) && (
            <Legend
              curve="wished"
              chosen={drawing === "wished"}
              onChoose={editable ? () => setDrawing("wished") : undefined}
            />
          )}
          {has("measured") && <Legend curve="measured" />}
          {gap && <p className={classes.gapWords}>{feelings.gap(gap.gap)}</p>}
        </div>
        {ENDS.map((value) => (
          <span key={value} className={classes.end} style={{ top: y(value) }}>
            {feelings.signed(value)}{" "}
            <span className={classes.endWord}>{t(`emotion.${value}`)}</span>
          </span>
        ))}
      </LaneHead>
      {!lane.folded && (
        <EmotionChart
          points={points}
          width={layout.width}
          reach={layout.column / 2}
          drawing={drawing}
          ends={layout.ends}
        />
      )}
    </section>
  );
}
