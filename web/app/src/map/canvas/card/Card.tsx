/** A touchpoint on the canvas: name, customers, marks. A click opens its panel. */
import { IconSitemap } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type MouseEvent, memo, useEffect, useRef, useState } from "react";
import type { Touchpoint } from "../../../api/types";
import { useI18n } from "../../../i18n";
import type { MapSearch } from "../../../routes";
import { placeKey, useMark } from "../../../together/marks";
import { isTrend, Trend } from "../../../ui/Figure";
import { InlineName } from "../../../ui/InlineName";
import { useSelected } from "../../hand/selection";
import { useText } from "../cells/fields";
import { Untranslated } from "../cells/TextCell";
import { useCanvas } from "../context";
import { useFigures } from "../figures";
import { PlaceBadge } from "../PlaceBadge";
import classes from "./Card.module.css";
import { CardMenu } from "./CardMenu";
import { EvidenceDot, GoalMark, TruthMark } from "./marks";

function CardFigures({ touchpoint }: { touchpoint: Touchpoint }) {
  const { t, n, format } = useI18n();
  const { editable } = useCanvas();
  const { of, periodWords } = useFigures();
  const figures = of(touchpoint.id);
  if (touchpoint.signals.length === 0)
    return (
      <span className={classes.note}>
        {editable ? t("touchpoint.connect") : t("touchpoint.no_signal")}
      </span>
    );
  if (!figures) return <span className={classes.note}>{"\u00a0"}</span>;
  if (figures.interactions === 0)
    return <span className={classes.note}>{t("touchpoint.quiet")}</span>;
  return (
    <>
      <span data-tip={t("figures.customers.touchpoint.def", { period: periodWords })}>
        {n("figures.customers", figures.customers)}
      </span>
      {isTrend(figures.trend) && (
        <span data-tip={t("figures.trend.def", { before: figures.customers_before ?? 0 })}>
          <Trend change={figures.trend} text={format.change(figures.trend)} />
        </span>
      )}
    </>
  );
}

export const Card = memo(function Card(props: {
  touchpoint: Touchpoint;
  /** Its panel is open. */
  shown: boolean;
}) {
  const { touchpoint, shown } = props;
  const { t } = useI18n();
  const { editable, journeyId, selection } = useCanvas();
  const picked = useSelected(selection, touchpoint.id);
  const mark = useMark(placeKey(touchpoint.id));
  const { of } = useFigures();
  const [renaming, setRenaming] = useState(false);
  const link = useRef<HTMLAnchorElement>(null);
  const card = useRef<HTMLElement>(null);
  const name = useText(touchpoint, "name");
  const evidence = of(touchpoint.id)?.evidence;
  const { sub_journey: sub } = touchpoint;

  // The panel takes room from the canvas: keep the card it is about in view.
  useEffect(() => {
    if (!shown) return;
    // Once the panel has taken its room and the columns have theirs.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() =>
        card.current?.scrollIntoView({ block: "nearest", inline: "nearest" }),
      );
    });
    return () => cancelAnimationFrame(frame);
  }, [shown]);

  // The whole card opens the panel for the mouse; for the keyboard the name is the link.
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    if (renaming || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (target.closest("a, button, input, [role=menu]")) return;
    if (event.currentTarget.contains(target)) link.current?.click();
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the link inside is the keyboard's way
    <article
      ref={card}
      className={classes.card}
      data-card={touchpoint.id}
      data-selected={shown || undefined}
      data-picked={picked || undefined}
      onClick={onClick}
    >
      <div className={classes.top}>
        {renaming ? (
          <InlineName
            value={name.value}
            label={t("touchpoint.name")}
            onDone={(typed) => {
              setRenaming(false);
              if (typed) name.save(typed);
            }}
          />
        ) : (
          <h3 className={classes.name} data-untranslated={name.untranslated || undefined}>
            <Link
              ref={link}
              from="/journeys/$id"
              to="/journeys/$id"
              params={{ id: journeyId }}
              search={(old: MapSearch) => ({ ...old, touchpoint: touchpoint.id, panel: undefined })}
              className={classes.link}
              draggable={false}
              data-touchpoint={touchpoint.id}
            >
              {name.text}
            </Link>
            {name.untranslated && <Untranslated />}
          </h3>
        )}
        {editable && !renaming && (
          <CardMenu touchpoint={touchpoint} onRename={() => setRenaming(true)} />
        )}
      </div>
      <div className={classes.main} data-figures>
        <CardFigures touchpoint={touchpoint} />
      </div>
      {(evidence || touchpoint.goal || touchpoint.moment_of_truth || sub) && (
        <div className={classes.marks}>
          {evidence && <EvidenceDot evidence={evidence} />}
          {touchpoint.goal && <GoalMark />}
          {touchpoint.moment_of_truth && <TruthMark />}
          {sub && (
            <Link
              to="/journeys/$id"
              params={{ id: sub.id }}
              className={classes.sub}
              draggable={false}
              data-tip={t("card.opens", { name: sub.name })}
            >
              <IconSitemap size={13} aria-hidden="true" />
              {sub.name}
            </Link>
          )}
        </div>
      )}
      {mark && <PlaceBadge mark={mark} touchpoint={touchpoint.id} />}
      {editable && (
        // For hands on a mouse or a screen; keys link from the card's menu.
        <span
          className={classes.handle}
          data-link-from={touchpoint.id}
          data-tip={t("card.link.drag")}
          aria-hidden="true"
        />
      )}
    </article>
  );
});
