/**
 * The canvas on a narrow screen: one stage at a time, swiped or stepped through, the lanes of
 * each touchpoint as sections under its card.
 */
import { ActionIcon } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import type { Lane, Stage } from "../../../api/types";
import { useI18n } from "../../../i18n";
import { Empty } from "../../../ui/States";
import { useMap } from "../../context";
import { stableKey } from "../../hand/ids";
import { findTouchpoint } from "../../model";
import { AddTouchpoint } from "../card/AddTouchpoint";
import { Card } from "../card/Card";
import { Cell } from "../cells/Cell";
import { isEmpty } from "../cells/kinds";
import { useCanvas } from "../context";
import { FeelingField } from "../emotion/FeelingField";
import { shown } from "../lanes/lanes";
import { useLaneName } from "../lanes/useLaneName";
import { FirstStages } from "../stage/AddStage";
import { StageHead } from "../stage/StageHead";
import classes from "./Narrow.module.css";

function Lanes(props: { touchpoint: Stage["touchpoints"][number]; lanes: readonly Lane[] }) {
  const { touchpoint, lanes } = props;
  const { editable } = useCanvas();
  const laneName = useLaneName();
  const said = lanes.filter((lane) => !lane.folded && (editable || !isEmpty(touchpoint, lane)));
  return (
    <dl className={classes.lanes}>
      {said
        .filter((lane) => lane.kind !== "figures" || touchpoint.signals.length > 0)
        .map((lane) => (
          <div key={lane.id} className={classes.lane}>
            <dt>{laneName(lane)}</dt>
            <dd>
              {lane.kind === "emotion" ? (
                <FeelingField touchpoint={touchpoint} curve="felt" bare />
              ) : (
                <Cell touchpoint={touchpoint} lane={lane} />
              )}
            </dd>
          </div>
        ))}
    </dl>
  );
}

function StagePage(props: {
  stage: Stage;
  index: number;
  lanes: readonly Lane[];
  /** Pages far from the one in view wait empty. */
  near: boolean;
}) {
  const { stage, index, lanes, near } = props;
  const { t } = useI18n();
  const { search } = useMap();
  const { editable } = useCanvas();
  return (
    <section className={classes.page} data-stage={stage.id} aria-label={stage.name}>
      <div className={classes.head}>
        <StageHead stage={stage} index={index} />
      </div>
      {near && (
        <ol className={classes.cards} data-cards={stage.id}>
          {stage.touchpoints.map((touchpoint) => (
            <li key={stableKey(touchpoint.id)}>
              <Card touchpoint={touchpoint} shown={search.touchpoint === touchpoint.id} />
              <Lanes touchpoint={touchpoint} lanes={lanes} />
            </li>
          ))}
          {stage.touchpoints.length === 0 && !editable && <li>{t("map.stage_empty")}</li>}
          {editable && (
            <li className={classes.add}>
              <AddTouchpoint stage={stage} wide />
            </li>
          )}
        </ol>
      )}
    </section>
  );
}

export function NarrowCanvas() {
  const { t } = useI18n();
  const { journey, figuresStale, search } = useMap();
  const { editable } = useCanvas();
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(() => {
    const found = findTouchpoint(journey, search.touchpoint);
    return found ? journey.stages.indexOf(found.stage) : 0;
  });
  const { stages } = journey;
  const total = stages.length;
  const lanes = shown(journey.lanes);

  // An address that names a touchpoint opens its stage.
  const first = useRef(current);
  useEffect(() => {
    const element = scroller.current;
    if (element && first.current > 0) element.scrollLeft = first.current * element.clientWidth;
  }, []);
  // Each page is as wide as the screen, so the scroll position tells which is shown.
  const onScroll = () => {
    const element = scroller.current;
    if (element && element.clientWidth > 0)
      setCurrent(Math.round(element.scrollLeft / element.clientWidth));
  };
  const step = (by: number) => {
    const element = scroller.current;
    element?.scrollTo({ left: (current + by) * element.clientWidth, behavior: "smooth" });
  };

  if (total === 0) {
    return (
      <div className={classes.frame}>
        <Empty
          title={t("map.first.title")}
          text={editable ? t("map.first.text") : undefined}
          action={editable && <FirstStages />}
        />
      </div>
    );
  }
  return (
    <section className={classes.frame} aria-label={t("map.stages")}>
      <div className={classes.stepper}>
        <ActionIcon
          size="lg"
          aria-label={t("map.previous_stage")}
          disabled={current <= 0}
          onClick={() => step(-1)}
        >
          <IconChevronLeft size={20} />
        </ActionIcon>
        <span aria-live="polite">
          <span className="visually-hidden">{stages[current]?.name} </span>
          <span className={classes.position}>
            {t("map.stage_position", { index: current + 1, total })}
          </span>
        </span>
        <ActionIcon
          size="lg"
          aria-label={t("map.next_stage")}
          disabled={current >= total - 1}
          onClick={() => step(1)}
        >
          <IconChevronRight size={20} />
        </ActionIcon>
      </div>
      <div
        ref={scroller}
        className={classes.pages}
        data-stale={figuresStale || undefined}
        onScroll={onScroll}
      >
        {stages.map((stage, index) => (
          <StagePage
            key={stableKey(stage.id)}
            stage={stage}
            index={index}
            lanes={lanes}
            near={Math.abs(index - current) <= 1}
          />
        ))}
      </div>
    </section>
  );
}
