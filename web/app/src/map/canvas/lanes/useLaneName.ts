/** What people call a lane: its own name, or the word for what it holds. */
import type { Lane } from "../../../api/types";
import { type Key, useI18n } from "../../../i18n";
import { isFree } from "./lanes";

export function useLaneName(): (lane: Lane) => string {
  const { t } = useI18n();
  return (lane) => (isFree(lane) ? lane.name : t(`lane.${lane.kind}` as Key));
}
