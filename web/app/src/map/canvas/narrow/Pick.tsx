/** Selecting by taps: a long press on a card begins it; from then on a tap chooses, or lets go. */
import { Checkbox } from "@mantine/core";
import { type RefObject, useEffect } from "react";
import type { Touchpoint } from "../../../api/types";
import { useI18n } from "../../../i18n";
import { type Selection, useSelected } from "../../hand/selection";
import { useText } from "../cells/fields";
import classes from "./Narrow.module.css";

/** As long as phones take for it themselves. */
const PRESS_MS = 450;
/** A finger that goes further scrolls. */
const SLIP_PX = 8;

export function Pick(props: { touchpoint: Touchpoint; selection: Selection }) {
  const { touchpoint, selection } = props;
  const { t } = useI18n();
  const { text } = useText(touchpoint, "name");
  return (
    <Checkbox
      className={classes.pick}
      aria-label={t("narrow.select_card", { name: text })}
      checked={useSelected(selection, touchpoint.id)}
      onChange={() => selection.toggle(touchpoint.id)}
    />
  );
}

/** `there`: whether the list is drawn now. */
export function useTaps(
  list: RefObject<HTMLElement | null>,
  selection: Selection,
  there: boolean,
): void {
  useEffect(() => {
    const root = list.current;
    if (!root || !there) return;
    let press: ReturnType<typeof setTimeout> | undefined;
    let from = { x: 0, y: 0 };
    /** The press began the selection: the click that ends it is none. */
    let begun = false;

    const cardOf = (event: Event) =>
      event.target instanceof Element
        ? event.target.closest<HTMLElement>("[data-card]")?.dataset.card
        : undefined;
    const release = () => clearTimeout(press);
    const onDown = (event: PointerEvent) => {
      release();
      begun = false;
      const id = cardOf(event);
      const onControl = (event.target as Element).closest("button, input, [data-link-from]");
      if (event.pointerType !== "touch" || !event.isPrimary || onControl) return;
      if (id === undefined || selection.selecting()) return;
      from = { x: event.clientX, y: event.clientY };
      press = setTimeout(() => {
        begun = true;
        selection.select(true);
        selection.only(id);
      }, PRESS_MS);
    };
    const onMove = (event: PointerEvent) => {
      if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > SLIP_PX) release();
    };
    // Before the card's link: while selecting a tap opens nothing.
    const onClick = (event: MouseEvent) => {
      const id = cardOf(event);
      if (id === undefined || !selection.selecting()) return;
      event.preventDefault();
      event.stopPropagation();
      if (!begun) selection.toggle(id);
      begun = false;
    };
    // A long press on a link would offer to open or copy it.
    const onMenu = (event: MouseEvent) => {
      if (begun || (event as PointerEvent).pointerType === "touch") event.preventDefault();
    };
    root.addEventListener("pointerdown", onDown);
    root.addEventListener("pointermove", onMove);
    root.addEventListener("pointerup", release);
    root.addEventListener("pointercancel", release);
    root.addEventListener("click", onClick, { capture: true });
    root.addEventListener("contextmenu", onMenu);
    return () => {
      release();
      root.removeEventListener("pointerdown", onDown);
      root.removeEventListener("pointermove", onMove);
      root.removeEventListener("pointerup", release);
      root.removeEventListener("pointercancel", release);
      root.removeEventListener("click", onClick, { capture: true });
      root.removeEventListener("contextmenu", onMenu);
    };
  }, [list, selection, there]);
}
