/**
 * One lane at one touchpoint. Read until it is clicked or Enter is pressed on it; then typed in
 * place. Escape and leaving close it, Tab goes on to the next touchpoint of the lane.
 */
import { IconPlus } from "@tabler/icons-react";
import { type FocusEvent, type KeyboardEvent, memo, useRef, useState } from "react";
import type { Lane, Touchpoint } from "../../../api/types";
import { useI18n } from "../../../i18n";
import { placeKey, useMark } from "../../../together/marks";
import { useCanvas } from "../context";
import { useLaneName } from "../lanes/useLaneName";
import { PlaceBadge } from "../PlaceBadge";
import classes from "./Cell.module.css";
import { isEmpty, LaneEditor, LaneView } from "./kinds";

/** The cell after or before this one in reading order, beginning with its own lane. */
function neighbour(cell: HTMLElement, by: 1 | -1): HTMLElement | undefined {
  const all = [...document.querySelectorAll<HTMLElement>("[data-cell]")];
  return all[all.indexOf(cell) + by];
}

/** The last and first things in an editor that Tab stops at. */
function edges(root: HTMLElement): [HTMLElement | undefined, HTMLElement | undefined] {
  const stops = [
    ...root.querySelectorAll<HTMLElement>("input, textarea, select, button, a[href]"),
  ].filter((stop) => !stop.hidden && stop.tabIndex >= 0);
  return [stops[0], stops.at(-1)];
}

export const Cell = memo(function Cell(props: { touchpoint: Touchpoint; lane: Lane }) {
  const { touchpoint, lane } = props;
  const { t } = useI18n();
  const { editable } = useCanvas();
  const laneName = useLaneName()(lane);
  const mark = useMark(placeKey(touchpoint.id, lane.id));
  const [editing, setEditing] = useState(false);
  const cell = useRef<HTMLDivElement>(null);
  const canEdit = editable && lane.kind !== "figures";
  const label = t("canvas.cell", { lane: laneName, name: touchpoint.name });

  const focusSelf = () =>
    requestAnimationFrame(() =>
      cell.current?.querySelector<HTMLElement>("[data-cell-button]")?.focus(),
    );
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (!editing || !cell.current) return;
    // Keys of the map would act on the card while one types.
    event.stopPropagation();
    if (event.key === "Escape") {
      event.preventDefault();
      setEditing(false);
      focusSelf();
      return;
    }
    if (event.key !== "Tab") return;
    const [first, last] = edges(cell.current);
    if (event.target !== (event.shiftKey ? first : last)) return;
    const next = neighbour(cell.current, event.shiftKey ? -1 : 1);
    if (!next) return;
    event.preventDefault();
    next.querySelector<HTMLElement>("[data-cell-button]")?.click();
  };
  const onBlur = (event: FocusEvent<HTMLDivElement>) => {
    if (!editing || event.currentTarget.contains(event.relatedTarget)) return;
    // A file dialog or another window takes the focus for a while: the editor stays.
    if (event.relatedTarget === null && !document.hasFocus()) return;
    setEditing(false);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the editor inside it
    <div
      ref={cell}
      className={classes.cell}
      data-cell={canEdit || undefined}
      data-lane={lane.id}
      data-of={touchpoint.id}
      data-editing={editing || undefined}
      data-kind={lane.kind}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
    >
      {mark && <PlaceBadge mark={mark} touchpoint={touchpoint.id} lane={lane.id} />}
      {editing ? (
        <LaneEditor touchpoint={touchpoint} lane={lane} label={label} />
      ) : (
        <>
          <LaneView touchpoint={touchpoint} lane={lane} />
          {canEdit && (
            <button
              type="button"
              tabIndex={-1}
              className={classes.edit}
              data-cell-button
              aria-label={t("canvas.cell.edit", { lane: laneName, name: touchpoint.name })}
              onClick={() => setEditing(true)}
            >
              {isEmpty(touchpoint, lane) && <IconPlus size={14} aria-hidden="true" />}
            </button>
          )}
        </>
      )}
    </div>
  );
});
