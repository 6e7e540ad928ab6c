/** Step two: the points between start and end, listed as fast as one types. */
import { Button, SegmentedControl } from "@mantine/core";
import { useI18n } from "../i18n";
import { type Grouping, regroup } from "./draft";
import classes from "./FirstMap.module.css";
import { PointsBoard } from "./PointsBoard";
import { Suggestions } from "./Suggestions";
import type { FirstMap } from "./useFirstMap";

export function StepPoints(props: { map: FirstMap; onBack: () => void; onNext: () => void }) {
  const { t, n } = useI18n();
  const { map, onBack, onNext } = props;
  const { draft, change } = map;
  const enough = draft.points.length > 1;
  return (
    <div className={classes.points}>
      <div className={classes.pointsHead}>
        <p className={classes.lead}>
          {t("firstMap.points.lead", { who: draft.who.trim() || t("firstMap.points.who") })}
        </p>
        <SegmentedControl
          aria-label={t("firstMap.grouping")}
          value={draft.grouping}
          onChange={(value) => change((now) => regroup(now, value as Grouping))}
          data={[
            { value: "three", label: t("firstMap.grouping.three") },
            { value: "five", label: t("firstMap.grouping.five") },
          ]}
        />
      </div>
      <p className={classes.between}>
        <span className={classes.muted}>{draft.start}</span>
        <span aria-hidden="true" className={classes.line} />
        <span className={classes.muted}>{draft.end}</span>
      </p>
      <PointsBoard draft={draft} change={change} />
      <Suggestions draft={draft} change={change} />
      <div className={classes.foot}>
        <Button variant="default" onClick={onBack}>
          {t("firstMap.back")}
        </Button>
        <span className={classes.muted}>
          {enough ? n("firstMap.points.count", draft.points.length) : t("firstMap.points.need")}
        </span>
        <Button disabled={!enough} onClick={onNext}>
          {t("firstMap.continue")}
        </Button>
      </div>
    </div>
  );
}
