/** The map as a table, in reading order: for screen readers, for paper, for copying. */
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { useI18n } from "../../../i18n";
import type { MapSearch } from "../../../routes";
import { useMap } from "../../context";
import { stableKey } from "../../hand/ids";
import { findTouchpoint } from "../../model";
import { LaneView } from "../cells/kinds";
import { useCanvas } from "../context";
import { useFeelingWords } from "../emotion/words";
import { useFigures } from "../figures";
import { shown } from "../lanes/lanes";
import { useLaneName } from "../lanes/useLaneName";
import { said } from "../speech";
import classes from "./TableView.module.css";

function Feelings({ id }: { id: string }) {
  const { t, n } = useI18n();
  const { journey } = useMap();
  const words = useFeelingWords();
  const measured = useFigures().of(id)?.felt;
  const touchpoint = findTouchpoint(journey, id)?.touchpoint;
  if (!touchpoint) return null;
  const { felt, wished } = touchpoint;
  return (
    <>
      {felt !== null && <div>{`${t("emotion.today")} ${words.spoken(felt)}`}</div>}
      {wished !== null && <div>{`${t("emotion.wished")} ${words.spoken(wished)}`}</div>}
      {measured && (
        <div>
          {`${t("emotion.measured")} ${words.spoken(measured.mean)} · ${n("emotion.answers", measured.answers)}`}
        </div>
      )}
      {touchpoint.moment_of_truth && <div>{t("card.truth")}</div>}
    </>
  );
}

export function TableView() {
  const { t } = useI18n();
  const { journey } = useMap();
  const { reading } = useCanvas();
  const laneName = useLaneName();
  const lanes = shown(journey.lanes);
  const links = journey.links ?? [];
  const nameOf = (id: string) => {
    const found = findTouchpoint(journey, id)?.touchpoint;
    return found && said(found, "name", found.name, reading).text;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so keys must reach it
    <section className={classes.scroller} tabIndex={0} aria-label={t("canvas.view.table")}>
      <table className={classes.table}>
        <caption className="visually-hidden">
          {t("table.caption", { name: said(journey, "name", journey.name, reading).text })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("table.touchpoint")}</th>
            {lanes.map((lane) => (
              <th key={lane.id} scope="col">
                {laneName(lane)}
              </th>
            ))}
            {links.length > 0 && <th scope="col">{t("table.links")}</th>}
          </tr>
        </thead>
        <tbody>
          {journey.stages.map((stage) => (
            <Fragment key={stableKey(stage.id)}>
              <tr>
                <th
                  scope="rowgroup"
                  colSpan={lanes.length + 1 + (links.length > 0 ? 1 : 0)}
                  className={classes.stage}
                >
                  <span
                    className={classes.swatch}
                    style={{ background: `var(--pc-hue-${stage.hue})` }}
                  />
                  {said(stage, "name", stage.name, reading).text}
                </th>
              </tr>
              {stage.touchpoints.map((touchpoint) => (
                <tr key={stableKey(touchpoint.id)}>
                  <th scope="row">
                    <Link
                      from="/journeys/$id"
                      to="/journeys/$id"
                      params={{ id: journey.id }}
                      search={(old: MapSearch) => ({
                        ...old,
                        touchpoint: touchpoint.id,
                        panel: undefined,
                      })}
                    >
                      {said(touchpoint, "name", touchpoint.name, reading).text}
                    </Link>
                    {touchpoint.goal && <div className={classes.muted}>{t("touchpoint.goal")}</div>}
                  </th>
                  {lanes.map((lane) => (
                    <td key={lane.id}>
                      {lane.kind === "emotion" ? (
                        <Feelings id={touchpoint.id} />
                      ) : (
                        <LaneView touchpoint={touchpoint} lane={lane} />
                      )}
                    </td>
                  ))}
                  {links.length > 0 && (
                    <td>
                      {links
                        .filter(({ from }) => from === touchpoint.id)
                        .map((link) => (
                          <div key={link.id}>
                            {nameOf(link.to)}
                            {link.label && ` (${said(link, "label", link.label, reading).text})`}
                          </div>
                        ))}
                    </td>
                  )}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}
