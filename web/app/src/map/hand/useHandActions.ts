/** What a hand can do on the map from the keyboard and the palette, each once. */
import { useMemo } from "react";
import { useI18n } from "../../i18n";
import type { Action } from "../../shell/actions";
import { useMap } from "../context";
import { findTouchpoint, placed } from "../model";
import { copySelected, cutSelected, pasteFromPalette } from "./clipboard";
import { canvasRoot, focusCard, laneAt, stageAt, touchpointAt } from "./dom";
import { type Arrow, orderOf, step, subjects } from "./navigate";
import { fitAll, zoomBy, zoomTo } from "./zoom";

function press(selector: string): boolean {
  const button = canvasRoot()?.querySelector<HTMLElement>(selector);
  if (!button) return false;
  button.scrollIntoView({ block: "nearest", inline: "nearest" });
  button.click();
  return true;
}

export function useHandActions(askLink: (from: string) => void): Action[] {
  const { t } = useI18n();
  const { journey, editable, edits, hand } = useMap();
  return useMemo<Action[]>(() => {
    const { selection, history, view } = hand;
    const order = orderOf(journey);
    const chosen = () => subjects(selection.snapshot());
    const arrows = (["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"] as const).map(
      (arrow: Arrow, index): Action => ({
        id: `hand.${arrow}`,
        label: t("key.arrows"),
        group: "draw",
        // One line of the help for four keys.
        keys: index === 0 ? "ArrowLeft|ArrowRight|ArrowUp|ArrowDown" : undefined,
        also: [arrow],
        keysOnly: true,
        run: () => step(journey, arrow),
      }),
    );
    const move = (by: 1 | -1) => {
      const items = placed(journey, chosen());
      const [first] = items;
      const stageIndex = journey.stages.findIndex(({ id }) => id === first?.stageId);
      const stage = journey.stages[stageIndex];
      if (!first || !stage) return false;
      const ids = items.map(({ touchpoint }) => touchpoint.id);
      const others = stage.touchpoints.filter(({ id }) => !ids.includes(id));
      const before = stage.touchpoints
        .slice(0, first.position)
        .filter(({ id }) => !ids.includes(id)).length;
      const beyond = by > 0 ? before >= others.length : before === 0;
      const neighbour = journey.stages[stageIndex + by];
      if (beyond && !neighbour) return true;
      if (beyond && neighbour) {
        edits.moveMany(ids, neighbour.id, by > 0 ? 0 : neighbour.touchpoints.length);
      } else {
        edits.moveMany(ids, stage.id, before + by);
      }
      // A card that goes to another stage is drawn anew there: the focus goes with it.
      focusCard(touchpointAt(document.activeElement) ?? ids[0] ?? "");
      return true;
    };
    const read: Action[] = [
      ...arrows,
      {
        id: "hand.enter",
        label: t("key.enter"),
        group: "draw",
        keys: "Enter",
        native: true,
        keysOnly: true,
        run: () => false,
      },
      {
        id: "hand.select",
        label: t("key.select"),
        group: "draw",
        keys: "x",
        keysOnly: true,
        run() {
          const id = touchpointAt(document.activeElement);
          if (id === undefined) return false;
          selection.toggle(id);
          return true;
        },
      },
      {
        id: "hand.select_all",
        label: t("key.select_all"),
        group: "draw",
        keys: "mod+a",
        run: () => selection.replace(order),
      },
      {
        id: "hand.escape",
        label: t("key.escape"),
        group: "draw",
        keys: "Escape",
        keysOnly: true,
        run() {
          const several = selection.snapshot().size > 1;
          selection.clear();
          return several;
        },
      },
      {
        id: "hand.copy",
        label: t("key.copy"),
        group: "draw",
        keys: "mod+c",
        native: true,
        run: copySelected,
      },
      { id: "hand.fit", label: t("key.fit"), group: "draw", keys: "0", run: () => fitAll(view) },
      {
        id: "hand.zoom_in",
        label: t("key.zoom_in"),
        group: "draw",
        keys: "+",
        also: ["="],
        run: () => zoomBy(view, 1),
      },
      {
        id: "hand.zoom_out",
        label: t("key.zoom_out"),
        group: "draw",
        keys: "-",
        run: () => zoomBy(view, -1),
      },
      {
        id: "hand.zoom_reset",
        label: t("key.zoom_reset"),
        group: "draw",
        run: () => zoomTo(view, 1),
      },
      {
        id: "hand.minimap",
        label: t("key.minimap"),
        group: "draw",
        keys: "m",
        run: () => view.set({ minimap: !view.snapshot().minimap }),
      },
    ];
    if (!editable) return read;
    return [
      ...read,
      {
        id: "hand.cut",
        label: t("key.cut"),
        group: "draw",
        keys: "mod+x",
        native: true,
        run: cutSelected,
      },
      {
        id: "hand.paste",
        label: t("key.paste"),
        group: "draw",
        keys: "mod+v",
        native: true,
        run: pasteFromPalette,
      },
      {
        id: "hand.move_right",
        label: t("key.move"),
        group: "draw",
        keys: "alt+ArrowLeft|alt+ArrowRight",
        also: ["alt+ArrowRight"],
        keysOnly: true,
        run: () => move(1),
      },
      {
        id: "hand.move_left",
        label: t("key.move"),
        group: "draw",
        also: ["alt+ArrowLeft"],
        keysOnly: true,
        run: () => move(-1),
      },
      {
        id: "hand.new",
        label: t("key.new"),
        group: "draw",
        keys: "n",
        run() {
          const id = touchpointAt(document.activeElement) ?? [...selection.snapshot()].at(-1);
          const stage =
            findTouchpoint(journey, id)?.stage.id ??
            stageAt(document.activeElement) ??
            journey.stages[0]?.id;
          return stage !== undefined && press(`[data-add-touchpoint="${CSS.escape(stage)}"]`);
        },
      },
      {
        id: "hand.new_stage",
        label: t("key.new_stage"),
        group: "draw",
        keys: "shift+n",
        run: () => press("[data-add-stage]"),
      },
      {
        id: "hand.delete",
        label: t("key.delete"),
        group: "draw",
        keys: "Delete",
        also: ["Backspace"],
        run() {
          const ids = chosen().filter((id) => order.includes(id));
          const [first] = ids;
          if (first === undefined) return false;
          const next = order.slice(order.indexOf(first)).find((id) => !ids.includes(id));
          edits.removeMany(ids);
          selection.clear();
          focusCard(next ?? order.findLast((id) => !ids.includes(id)) ?? "");
          return true;
        },
      },
      {
        id: "hand.link",
        label: t("key.link"),
        group: "draw",
        keys: "l",
        run() {
          const [id] = chosen();
          if (id === undefined) return false;
          askLink(id);
          return true;
        },
      },
      {
        id: "hand.fold",
        label: t("key.fold"),
        group: "draw",
        keys: "f",
        keysOnly: true,
        run() {
          const id = laneAt(document.activeElement);
          const lanes = journey.lanes ?? [];
          if (id === undefined || !lanes.some((lane) => lane.id === id)) return false;
          edits.setLanes(
            lanes.map((lane) => (lane.id === id ? { ...lane, folded: !lane.folded } : lane)),
          );
          // The cell that had the focus is folded away: its lane's head stays.
          requestAnimationFrame(() => {
            const head = `[data-lane-head="${CSS.escape(id)}"] button`;
            canvasRoot()?.querySelector<HTMLElement>(head)?.focus();
          });
          return true;
        },
      },
      {
        id: "hand.undo",
        label: t("hand.undo"),
        group: "draw",
        keys: "mod+z",
        run: () => history.undo(),
      },
      {
        id: "hand.redo",
        label: t("hand.redo"),
        group: "draw",
        keys: "mod+shift+z",
        also: ["mod+y"],
        run: () => history.redo(),
      },
    ];
  }, [t, journey, editable, edits, hand, askLink]);
}
