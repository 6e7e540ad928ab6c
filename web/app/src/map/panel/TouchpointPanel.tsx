/** Everything about one touchpoint: figures, signals, description. */
import { Button } from "@mantine/core";
import type { Stage, Touchpoint } from "../../api/types";
import { useI18n } from "../../i18n";
import { SavedMark } from "../../ui/SavedMark";
import { useMap } from "../context";
import { SignalEditor } from "../signals/SignalEditor";
import { Conflict } from "./Conflict";
import { PanelFrame } from "./Panel";
import classes from "./Panel.module.css";
import { TouchpointFields } from "./TouchpointFields";
import { TouchpointFiguresGrid } from "./TouchpointFiguresGrid";
import { useTouchpointDraft } from "./useTouchpointDraft";

export function TouchpointPanel(props: { touchpoint: Touchpoint; stage: Stage }) {
  const { touchpoint, stage } = props;
  const { t } = useI18n();
  const { editable, figuresState } = useMap();
  const draft = useTouchpointDraft(touchpoint);
  const { state } = draft;
  return (
    <PanelFrame
      notice={state.conflict && <Conflict theirs={state.conflict} onResolve={draft.resolve} />}
      title={
        <>
          {draft.shown.name}
          <span className={classes.stage}>
            <span className={classes.swatch} style={{ background: `var(--pc-hue-${stage.hue})` }} />
            {stage.name}
          </span>
        </>
      }
      mark={
        <>
          <SavedMark state={state.save} />
          {state.save === "failed" && !state.conflict && (
            <Button size="compact-sm" variant="default" onClick={draft.flush}>
              {t("common.retry")}
            </Button>
          )}
        </>
      }
    >
      {touchpoint.signals.length > 0 && figuresState !== "none" && (
        <section className={classes.section}>
          <h3 className={classes.sectionTitle}>{t("panel.figures")}</h3>
          <TouchpointFiguresGrid touchpoint={touchpoint} />
        </section>
      )}
      <section className={classes.section}>
        <h3 className={classes.sectionTitle}>{t("panel.signals")}</h3>
        <SignalEditor touchpoint={touchpoint} readOnly={!editable} />
      </section>
      <section className={classes.section}>
        <h3 className={classes.sectionTitle}>{t("panel.record")}</h3>
        <TouchpointFields
          shown={draft.shown}
          readOnly={!editable}
          onEdit={draft.edit}
          onLeave={draft.flush}
        />
      </section>
    </PanelFrame>
  );
}
