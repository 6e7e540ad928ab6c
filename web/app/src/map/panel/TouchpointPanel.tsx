/** Everything about one touchpoint: figures, signals, and what its lanes say. */
import { Button } from "@mantine/core";
import { IconMessage } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import type { Stage, Touchpoint } from "../../api/types";
import { useI18n, withLater } from "../../i18n";
import { useCanvas } from "../canvas/context";
import { said } from "../canvas/speech";
import { useMap } from "../context";
import { SignalEditor } from "../signals/SignalEditor";
import { LaneFields } from "./LaneFields";
import { Links } from "./Links";
import { Marks } from "./Marks";
import { PanelFrame } from "./Panel";
import classes from "./Panel.module.css";
import { Review } from "./Review";
import { SubJourney } from "./SubJourney";
import { TouchpointFiguresGrid } from "./TouchpointFiguresGrid";

const Owner = lazy(() =>
  withLater(import("../../teams/Owner")).then((m) => ({ default: m.Owner })),
);

export function TouchpointPanel(props: { touchpoint: Touchpoint; stage: Stage }) {
  const { touchpoint, stage } = props;
  const { t } = useI18n();
  const { editable, figuresState, go } = useMap();
  const { reading } = useCanvas();
  return (
    <PanelFrame
      title={
        <>
          {said(touchpoint, "name", touchpoint.name, reading).text}
          <span className={classes.stage}>
            <span className={classes.swatch} style={{ background: `var(--pc-hue-${stage.hue})` }} />
            {said(stage, "name", stage.name, reading).text}
          </span>
        </>
      }
    >
      <Review touchpoint={touchpoint} />
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconMessage size={14} aria-hidden="true" />}
        onClick={() => go({ panel: "comments", touchpoint: undefined, about: touchpoint.id })}
      >
        {t("together.comments")}
      </Button>
      <Suspense fallback={null}>
        <Owner touchpoint={touchpoint} />
      </Suspense>
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
        <div className={classes.fields}>
          <Marks touchpoint={touchpoint} />
          <LaneFields touchpoint={touchpoint} />
          <SubJourney touchpoint={touchpoint} />
          <Links touchpoint={touchpoint} />
        </div>
      </section>
    </PanelFrame>
  );
}
