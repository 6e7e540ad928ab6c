/** Stages as columns. On a narrow screen one stage at a time, swiped or stepped through. */
import { ActionIcon, Button } from "@mantine/core";
import { IconChevronLeft, IconChevronRight, IconPlus } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useI18n } from "../../i18n";
import { InlineName } from "../../ui/InlineName";
import { Empty } from "../../ui/States";
import { useMap } from "../context";
import classes from "./Board.module.css";
import type { BoardParts } from "./parts";
import { StageColumn } from "./StageColumn";

function AddStage() {
  const { t } = useI18n();
  const { edits } = useMap();
  const [naming, setNaming] = useState(false);
  if (!naming) {
    return (
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconPlus size={16} />}
        onClick={() => setNaming(true)}
      >
        {t("stage.add")}
      </Button>
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
          action={editable && <AddStage />}
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
          {journey.stages[current]?.name}{" "}
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
