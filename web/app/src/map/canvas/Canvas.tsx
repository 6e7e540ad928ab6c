/**
 * The journey canvas: stages and their touchpoints as columns, lanes as rows, one scroll area.
 * Rows are plain boxes of columns of one width; see layout.ts.
 */
import { useElementSize, useMergedRef } from "@mantine/hooks";
import { type CSSProperties, lazy, Suspense, useMemo, useRef, useState } from "react";
import { useI18n, withLater } from "../../i18n";
import { Empty } from "../../ui/States";
import { useMap } from "../context";
import { stableKey } from "../hand/ids";
import { hasBefore } from "../period";
import classes from "./Canvas.module.css";
import { CardsRow } from "./CardsRow";
import { useCanvas } from "./context";
import { EmotionRow } from "./emotion/EmotionRow";
import { LaneRow } from "./lanes/LaneRow";
import { LanesMenu } from "./lanes/LanesMenu";
import { shown } from "./lanes/lanes";
import { columnWidth, GUTTER, LANE_HEAD, layOut, spanOf, TAIL } from "./layout";
import { AddStage, FirstStages } from "./stage/AddStage";
import { StageHead } from "./stage/StageHead";
import { TipLayer } from "./TipLayer";

// Loaded by those who look at them.
const Flows = lazy(() => withLater(import("./flows/Flows")).then((m) => ({ default: m.Flows })));
const FlowsBar = lazy(() =>
  withLater(import("./flows/FlowsBar")).then((m) => ({ default: m.FlowsBar })),
);

/** Between stages, for those who only read. */
const NARROW_GUTTER = 12;

/** How much of all passages is drawn at first, in hundredths. */
const FLOWS_SHARE = 80;

export function Canvas() {
  const { t } = useI18n();
  const { journey, figuresStale, period, search } = useMap();
  const { editable } = useCanvas();
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: sizer, width: room } = useElementSize();
  const attach = useMergedRef(scroller, sizer);
  const { stages } = journey;
  const gutter = editable ? GUTTER : NARROW_GUTTER;
  const column = columnWidth(stages, room, gutter);
  const layout = useMemo(() => layOut(stages, column, gutter), [stages, column, gutter]);
  const lanes = useMemo(() => shown(journey.lanes), [journey.lanes]);
  const links = journey.links ?? NO_LINKS;
  // Old versions are read as they were drawn.
  const colour = search.version === undefined ? search.flows : undefined;
  const [share, setShare] = useState(FLOWS_SHARE);

  if (stages.length === 0) {
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
  const variables = {
    "--canvas-column": `${column}px`,
    "--canvas-gutter": `${gutter}px`,
    "--canvas-lane-head": `${LANE_HEAD}px`,
    width: LANE_HEAD + layout.width + (editable ? TAIL : 0),
  } as CSSProperties;
  return (
    <section className={classes.frame} aria-label={t("map.stages")}>
      {colour && (
        <Suspense fallback={null}>
          <FlowsBar share={share} onShare={setShare} />
        </Suspense>
      )}
      <div
        ref={attach}
        className={classes.scroller}
        data-canvas
        data-stale={figuresStale || undefined}
      >
        <div className={classes.content} data-canvas-content style={variables}>
          <div className={classes.heads}>
            <div className={classes.corner}>
              <LanesMenu />
            </div>
            {stages.map((stage, index) => (
              <div
                key={stableKey(stage.id)}
                className={classes.stage}
                data-stage={stage.id}
                data-hue={stage.hue}
                style={{ width: spanOf(stage) * column + gutter }}
              >
                <StageHead stage={stage} index={index} />
              </div>
            ))}
            {editable && (
              <div className={classes.tail}>
                <AddStage />
              </div>
            )}
          </div>
          <CardsRow
            stages={stages}
            links={links}
            layout={layout}
            shown={search.touchpoint}
            sides={search.vs && !search.vs_as && hasBefore(period) ? 2 : 1}
            flows={
              colour && (
                <Suspense fallback={null}>
                  <Flows layout={layout} share={share} colour={colour} />
                </Suspense>
              )
            }
          />
          {lanes.map((lane, index) =>
            lane.kind === "emotion" ? (
              <EmotionRow key={lane.id} lane={lane} index={index} stages={stages} layout={layout} />
            ) : (
              <LaneRow key={lane.id} lane={lane} index={index} stages={stages} />
            ),
          )}
          {lanes.length === 0 && <p className={classes.none}>{t("lane.none")}</p>}
        </div>
        <TipLayer within={scroller} />
      </div>
    </section>
  );
}

const NO_LINKS: never[] = [];
