/** Stages as columns. On a narrow screen one stage at a time, swiped or stepped through. */
import { ActionIcon, Button, Group, Tooltip } from "@mantine/core";
import { IconChevronLeft, IconChevronRight, IconPlus } from "@tabler/icons-react";
import { useRef, useState } from "react";
import type { Hue } from "../../api/types";
import { useI18n } from "../../i18n";
import { hues } from "../../theme/tokens";
import { InlineName } from "../../ui/InlineName";
import { Empty } from "../../ui/States";
import { useMap } from "../context";
import classes from "./Board.module.css";
import type { BoardParts } from "./parts";
import { StageColumn } from "./StageColumn";

/** The slim column after the last stage. */
function AddStage() {
  const { t } = useI18n();
  const { edits } = useMap();
  const [naming, setNaming] = useState(false);
  if (!naming) {
    return (
      <Tooltip label={t("stage.add")}>
        <ActionIcon size="lg" aria-label={t("stage.add")} onClick={() => setNaming(true)}>
          <IconPlus size={18} />
        </ActionIcon>
      </Tooltip>
    );
  }
  return (
    <InlineName
      value=""
      label={t("stage.name")}
      placeholder={t("stage.new")}
      onDone={(name) => {
        setNaming(false);
        if (name) edits.addStage(name);
      }}
    />
  );
}

/** The first thing on a new map: the usual five stages in one click, or one's own. */
function FirstStages() {
  const { t } = useI18n();
  const { edits } = useMap();
  const usual = Object.keys(hues) as Hue[];
  return (
    <Group>
      <Button
        onClick={() => {
          for (const hue of usual) edits.addStage(t(`stage.${hue}`), hue);
        }}
      >
        {t("map.first.five")}
      </Button>
      <Button variant="default" onClick={() => edits.addStage(t("stage.new"))}>
        {t("stage.add")}
      </Button>
    </Group>
  );
}

export function Board(props: { parts: BoardParts }) {
  const { t } = useI18n();
  const { journey, editable, figuresStale } = useMap();
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const total = journey.stages.length;

  // Each column is as wide as the narrow screen, so the scroll position tells which is shown.
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
      <div className={classes.board}>
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
          <span className="visually-hidden">{journey.stages[current]?.name} </span>
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
        className={classes.board}
        data-stale={figuresStale || undefined}
        onScroll={onScroll}
      >
        <ol className={classes.columns}>
          {journey.stages.map((stage, index) => (
            <StageColumn key={stage.id} stage={stage} index={index} parts={props.parts} />
          ))}
          {editable && (
            <li className={classes.add}>
              <AddStage />
            </li>
          )}
        </ol>
      </div>
    </section>
  );
}
