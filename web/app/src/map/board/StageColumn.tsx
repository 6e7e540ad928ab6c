/** One stage: its name and figures, its cards, and the way to add one. */
import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { Stage } from "../../api/types";
import { useI18n } from "../../i18n";
import { Defined, useShare } from "../../ui/Figure";
import { InlineName } from "../../ui/InlineName";
import { useMap } from "../context";
import classes from "./Board.module.css";
import type { BoardParts } from "./parts";
import { StageMenu } from "./StageMenu";
import { TouchpointCard } from "./TouchpointCard";

function StageFiguresLine({ stage }: { stage: Stage }) {
  const { t, n } = useI18n();
  const { stageFigures, periodWords } = useMap();
  const share = useShare();
  const figures = stageFigures(stage.id);
  if (!figures) return <div className={classes.stageFigures} />;
  return (
    <div className={classes.stageFigures}>
      <Defined definition={t("figures.customers.touchpoint.def", { period: periodWords })}>
        {n("figures.customers", figures.customers)}
      </Defined>
      {figures.lost != null && figures.customers > 0 && (
        <Defined definition={t("figures.lost.stage.def", { period: periodWords })}>
          {share(figures.lost, figures.customers)} {t("figures.lost.stage")}
        </Defined>
      )}
    </div>
  );
}

function AddTouchpoint({ stage }: { stage: Stage }) {
  const { t } = useI18n();
  const { edits, go } = useMap();
  const [naming, setNaming] = useState(false);
  if (!naming) {
    return (
      <Button
        fullWidth
        justify="flex-start"
        variant="subtle"
        color="gray"
        size="compact-sm"
        h={32}
        px={6}
        fw={450}
        className={classes.addHere}
        leftSection={<IconPlus size={16} />}
        onClick={() => setNaming(true)}
      >
        {t("touchpoint.add")}
      </Button>
    );
  }
  return (
    <InlineName
      value=""
      label={t("touchpoint.name")}
      placeholder={t("touchpoint.name")}
      onDone={(name) => {
        setNaming(false);
        if (name)
          edits.addTouchpoint(stage, { name }, (made) =>
            go({ touchpoint: made.id, panel: undefined }),
          );
      }}
    />
  );
}

export function StageColumn(props: { stage: Stage; index: number; parts: BoardParts }) {
  const { stage, parts } = props;
  const { t } = useI18n();
  const { editable, edits } = useMap();
  const [renaming, setRenaming] = useState(false);
  return (
    <li className={classes.column}>
      <div className={classes.head}>
        <div className={classes.band} style={{ background: `var(--pc-hue-${stage.hue})` }} />
        <div className={classes.headRow}>
          {renaming ? (
            <InlineName
              value={stage.name}
              label={t("stage.name")}
              onDone={(name) => {
                setRenaming(false);
                if (name) edits.changeStage(stage, { name });
              }}
            />
          ) : (
            // Double-click is a shortcut; the menu beside it says “Rename” to everyone.
            <h2
              className={classes.name}
              onDoubleClick={editable ? () => setRenaming(true) : undefined}
            >
              {stage.name}
            </h2>
          )}
          {editable && (
            <StageMenu stage={stage} index={props.index} onRename={() => setRenaming(true)} />
          )}
        </div>
        <StageFiguresLine stage={stage} />
      </div>
      <parts.Lane stage={stage} className={classes.lane}>
        {stage.touchpoints.map((touchpoint) => (
          <parts.Slot key={touchpoint.id} touchpoint={touchpoint} stage={stage}>
            <TouchpointCard touchpoint={touchpoint} stage={stage} />
          </parts.Slot>
        ))}
        {stage.touchpoints.length === 0 && !editable && (
          <li className={classes.laneEmpty}>{t("map.stage_empty")}</li>
        )}
      </parts.Lane>
      {editable && (
        <div className={classes.foot}>
          <AddTouchpoint stage={stage} />
        </div>
      )}
    </li>
  );
}
