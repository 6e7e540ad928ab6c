/** What can be done with the rows of the map. Nothing here changes what their cells say. */
import { useMemo } from "react";
import type { Lane } from "../../../api/types";
import { useI18n } from "../../../i18n";
import { toast } from "../../../ui/toasts";
import { useMap } from "../../context";
import { useCanvas } from "../context";
import * as rows from "./lanes";
import { laneField } from "./useLaneName";

export interface Lanes {
  all: readonly Lane[];
  shown: readonly Lane[];
  change(id: string, change: Partial<Lane>): void;
  /** In the language the map is read in. */
  rename(lane: Lane, name: string): void;
  move(id: string, index: number): void;
  add(kind: rows.FreeKind, name: string): void;
  remove(lane: Lane): void;
  showAll(): void;
}

export function useLanes(): Lanes {
  const { t } = useI18n();
  const { journey, edits } = useMap();
  const { reading } = useCanvas();
  const all = journey.lanes;
  return useMemo(() => {
    const lanes = all ?? [];
    return {
      all: lanes,
      shown: rows.shown(lanes),
      change: (id, change) => edits.setLanes(rows.changeLane(lanes, id, change)),
      rename: (lane, name) =>
        reading === null
          ? edits.setLanes(rows.changeLane(lanes, lane.id, { name }))
          : edits.changeJourney({ translations: { [reading]: { [laneField(lane)]: name } } }),
      move: (id, index) => edits.setLanes(rows.moveLane(lanes, id, index)),
      add: (kind, name) => edits.setLanes(rows.addLane(lanes, kind, name)),
      remove(lane) {
        edits.setLanes(rows.removeLane(lanes, lane.id));
        // Its cells keep what they said: bringing the row back brings them back.
        toast({
          text: t("lane.removed", { lane: lane.name }),
          action: { label: t("common.undo"), run: () => edits.setLanes([...lanes]) },
        });
      },
      showAll: () => edits.setLanes(lanes.map((lane) => ({ ...lane, hidden: false }))),
    };
  }, [all, edits, reading, t]);
}
