/**
 * The canvas on a narrow screen: one stage at a time, swiped or stepped through, the lanes of
 * each touchpoint as sections under its card.
 */
import { ActionIcon, Button } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import type { Lane, Stage } from "../../../api/types";
import { useI18n } from "../../../i18n";
import { Empty } from "../../../ui/States";
import { useMap } from "../../context";
import { stableKey } from "../../hand/ids";
import { useSelecting } from "../../hand/selection";
import { useSight } from "../../hand/view";
import { findTouchpoint } from "../../model";
import { AddTouchpoint } from "../card/AddTouchpoint";
import { Card } from "../card/Card";
import { useCanvas } from "../context";
import { shown } from "../lanes/lanes";
import { said } from "../speech";
import { FirstStages } from "../stage/AddStage";
import { StageHead } from "../stage/StageHead";
import { Lanes } from "./Lanes";
import classes from "./Narrow.module.css";
import { Pick, useTaps } from "./Pick";

const BulkBar = lazy(() => import("../../hand/BulkBar").then((m) => ({ default: m.BulkBar })));

function StagePage(props: {
  stage: Stage;
  index: number;
  lanes: readonly Lane[];
  /** Pages far from the one in view wait empty. */
  near: boolean;
}) {
  const { stage, index, lanes, near } = props;
  const { t } = useI18n();
  const { search, hand } = useMap();
  const { editable, reading } = useCanvas();
  const { text, outline } = useSight(hand.view);
  const selecting = useSelecting(hand.selection);
  const list = useRef<HTMLOListElement>(null);
  useTaps(list, hand.selection, near);
  return (
    <section
      className={classes.page}
      data-stage={stage.id}
      aria-label={said(stage, "name", stage.name, reading).text}
    >
      <div className={classes.head}>
        <StageHead stage={stage} index={index} />
      </div>
      {near && (
        <ol
          ref={list}
          className={classes.cards}
          style={{ zoom: text }}
          data-cards={stage.id}
          data-selecting={selecting || undefined}
        >
          {stage.touchpoints.map((touchpoint) => (
            <li key={stableKey(touchpoint.id)}>
              {selecting && <Pick touchpoint={touchpoint} selection={hand.selection} />}
              <Card touchpoint={touchpoint} shown={search.touchpoint === touchpoint.id} />
              {!selecting && !outline && <Lanes touchpoint={touchpoint} lanes={lanes} />}
            </li>
          ))}
          {stage.touchpoints.length === 0 && !editable && <li>{t("map.stage_empty")}</li>}
          {editable && !selecting && (
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
  const { journey, figuresStale, search, hand } = useMap();
  const { editable, reading } = useCanvas();
  const selecting = useSelecting(hand.selection);
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(() => {
    const found = findTouchpoint(journey, search.touchpoint);
    return found ? journey.stages.indexOf(found.stage) : 0;
  });
  const { stages } = journey;
  const total = stages.length;
  const lanes = shown(journey.lanes);
  const shownStage = stages[current];
  // What was selected by taps is not what a wide screen selects.
  useEffect(() => () => hand.selection.select(false), [hand]);

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
        <span className={classes.middle}>
          <span aria-live="polite">
            <span className="visually-hidden">
              {shownStage && said(shownStage, "name", shownStage.name, reading).text}{" "}
            </span>
            <span className={classes.position}>
              {t("map.stage_position", { index: current + 1, total })}
            </span>
          </span>
          <Button
            size="compact-sm"
            variant={selecting ? "light" : "subtle"}
            aria-pressed={selecting}
            onClick={() => hand.selection.select(!selecting)}
          >
            {t("narrow.select")}
          </Button>
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
      {selecting && (
        <Suspense fallback={null}>
          <BulkBar />
        </Suspense>
      )}
    </section>
  );
}
