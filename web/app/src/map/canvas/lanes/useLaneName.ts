/** What people call a lane: its own name, or the word for what it holds. */
import type { Lane } from "../../../api/types";
import { type Key, useI18n } from "../../../i18n";
import { useCanvas } from "../context";
import { said } from "../speech";
import { isFree } from "./lanes";

/** Where the map keeps the name of a free lane in its other language. */
export const laneField = (lane: Lane) => `lanes.${lane.id}.name`;

export function useLaneName(): (lane: Lane) => string {
  const { t } = useI18n();
  const { reading, own } = useCanvas();
  return (lane) =>
    isFree(lane)
      ? said(own, laneField(lane), lane.name, reading).text
      : t(`lane.${lane.kind}` as Key);
}
