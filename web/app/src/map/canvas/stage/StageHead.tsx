/** The head of a stage: its band, its name, who comes and who goes no further. */
import { memo, useState } from "react";
import type { Stage } from "../../../api/types";
import { useI18n } from "../../../i18n";
import { useShare } from "../../../ui/Figure";
import { InlineName } from "../../../ui/InlineName";
import { useMap } from "../../context";
import { Untranslated } from "../cells/TextCell";
import { useCanvas } from "../context";
import { said } from "../speech";
import classes from "./Stage.module.css";
import { StageMenu } from "./StageMenu";

function StageFiguresLine({ stage }: { stage: Stage }) {
  const { t, n } = useI18n();
  const { stageFigures, periodWords } = useMap();
  const share = useShare();
  const figures = stageFigures(stage.id);
  if (!figures) return <div className={classes.figures} />;
  const period = { period: periodWords };
  return (
    <div className={classes.figures} data-figures>
      <span data-tip={t("figures.customers.touchpoint.def", period)}>
        {n("figures.customers", figures.customers)}
      </span>
      {figures.lost != null && figures.customers > 0 && (
        <span data-tip={t("figures.lost.stage.def", period)}>
          {share(figures.lost, figures.customers)} {t("figures.lost.stage")}
        </span>
      )}
    </div>
  );
}

export const StageHead = memo(function StageHead(props: { stage: Stage; index: number }) {
  const { stage, index } = props;
  const { t } = useI18n();
  const { editable, edits, reading } = useCanvas();
  const [renaming, setRenaming] = useState(false);
  const name = said(stage, "name", stage.name, reading);
  const rename = (typed: string | null) => {
    setRenaming(false);
    if (!typed) return;
    if (reading) edits.changeStage(stage, { translations: { [reading]: { name: typed } } });
    else edits.changeStage(stage, { name: typed });
  };
  return (
    <>
      <div className={classes.band} style={{ background: `var(--pc-hue-${stage.hue})` }} />
      <div className={classes.inner}>
        <div className={classes.row}>
          {renaming ? (
            <InlineName value={name.text} label={t("stage.name")} onDone={rename} />
          ) : (
            // Double-click is a shortcut; the menu beside it says “Rename” to everyone.
            <h2
              className={classes.name}
              data-untranslated={name.untranslated || undefined}
              onDoubleClick={editable ? () => setRenaming(true) : undefined}
            >
              {name.text}
              {name.untranslated && <Untranslated />}
            </h2>
          )}
          {editable && !renaming && (
            <StageMenu stage={stage} index={index} onRename={() => setRenaming(true)} />
          )}
        </div>
        <StageFiguresLine stage={stage} />
      </div>
    </>
  );
});
