/** One row of the canvas. Each stage's cells are drawn anew only when the stage changed. */
import { memo } from "react";
import type { Lane, Stage } from "../../../api/types";
import { stableKey } from "../../hand/ids";
import classes from "../Canvas.module.css";
import { Cell } from "../cells/Cell";
import { spanOf } from "../layout";
import { LaneHead } from "./LaneHead";
import { useLaneName } from "./useLaneName";

const StageCells = memo(function StageCells({ stage, lane }: { stage: Stage; lane: Lane }) {
  return (
    <div
      className={classes.stageCells}
      style={{
        width: `calc(${spanOf(stage)} * var(--canvas-column) + var(--canvas-gutter))`,
      }}
    >
      {stage.touchpoints.length === 0 && <div className={classes.blank} />}
      {stage.touchpoints.map((touchpoint) => (
        <Cell key={stableKey(touchpoint.id)} touchpoint={touchpoint} lane={lane} />
      ))}
    </div>
  );
});

export const LaneRow = memo(function LaneRow(props: {
  lane: Lane;
  index: number;
  stages: readonly Stage[];
}) {
  const { lane, index, stages } = props;
  const name = useLaneName()(lane);
  return (
    <section className={classes.lane} aria-label={name} data-lane-row={lane.id}>
      <LaneHead lane={lane} index={index} />
      {!lane.folded &&
        stages.map((stage) => <StageCells key={stableKey(stage.id)} stage={stage} lane={lane} />)}
    </section>
  );
});
