/** The row of touchpoints: cards stage by stage, and the arrows between them. */
import { type CSSProperties, memo, type ReactNode, useMemo, useRef } from "react";
import type { JourneyLink, Stage } from "../../api/types";
import { useI18n } from "../../i18n";
import { stableKey } from "../hand/ids";
import classes from "./Canvas.module.css";
import { AddTouchpoint } from "./card/AddTouchpoint";
import { Card } from "./card/Card";
import { useCanvas } from "./context";
import { useCardDrag } from "./drag/useCardDrag";
import { ABOVE, BELOW, NAMED } from "./flows/room";
import type { Layout } from "./layout";
import { arcsOf, levels } from "./links/arcs";
import { LEVEL, Links } from "./links/Links";
import { useLinkDrag } from "./links/useLinkDrag";

const StageCards = memo(function StageCards(props: { stage: Stage; shown: string | undefined }) {
  const { stage, shown } = props;
  const { t } = useI18n();
  const { editable } = useCanvas();
  const empty = stage.touchpoints.length === 0;
  return (
    <ol
      className={classes.cards}
      data-cards={stage.id}
      aria-label={t("canvas.stage_actions", { stage: stage.name })}
    >
      {stage.touchpoints.map((touchpoint) => (
        <li key={stableKey(touchpoint.id)} className={classes.slot}>
          <Card touchpoint={touchpoint} shown={touchpoint.id === shown} />
        </li>
      ))}
      {empty && !editable && <li className={classes.slot}>{t("map.stage_empty")}</li>}
      {editable && (
        <li className={classes.addSlot} data-wide={empty || undefined}>
          <AddTouchpoint stage={stage} wide={empty} />
        </li>
      )}
      {!editable && <li className={classes.gutter} aria-hidden="true" />}
    </ol>
  );
});

export function CardsRow(props: {
  stages: readonly Stage[];
  links: readonly JourneyLink[];
  layout: Layout;
  shown: string | undefined;
  /** What customers really do, in the place of the links that were drawn. */
  flows: ReactNode;
  /** Flows of how many sides. */
  sides: 1 | 2;
}) {
  const { stages, links, layout, shown } = props;
  const { t } = useI18n();
  const row = useRef<HTMLElement>(null);
  const arcs = useMemo(() => arcsOf(links, layout.columns, layout.column), [links, layout]);
  const [above, below] = [levels(arcs, false), levels(arcs, true)];
  const { flows, sides } = props;
  const second = sides === 2 ? NAMED : 0;
  const room = {
    "--canvas-above": `${flows ? sides * (ABOVE + second) + 8 : above * LEVEL + 8}px`,
    "--canvas-below": `${flows ? sides * (BELOW + second) + 28 : below * LEVEL + 8}px`,
  } as CSSProperties;
  useCardDrag(row);
  useLinkDrag(row);
  const inStage = (stage: Stage) =>
    stage.touchpoints.some(({ id }) => id === shown) ? shown : undefined;
  return (
    <section
      ref={row}
      className={classes.touchpoints}
      aria-label={t("lane.touchpoints")}
      style={room}
    >
      <div className={classes.rowHead}>{t("lane.touchpoints")}</div>
      {stages.map((stage) => (
        <StageCards key={stableKey(stage.id)} stage={stage} shown={inStage(stage)} />
      ))}
      {flows || <Links arcs={arcs} width={layout.width} above={above} below={below} />}
    </section>
  );
}
