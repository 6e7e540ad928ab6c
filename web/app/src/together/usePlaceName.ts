/** What a place of the map is called: the touchpoint, and the lane where it is one cell. */
import { useI18n } from "../i18n";
import { useLaneName } from "../map/canvas/lanes/useLaneName";
import { useMap } from "../map/context";
import { findTouchpoint } from "../map/model";

export function usePlaceName() {
  const { t } = useI18n();
  const { journey } = useMap();
  const laneName = useLaneName();
  return (touchpoint: string | null | undefined, field = "") => {
    if (!touchpoint) return { known: true, name: t("together.whole") };
    const found = findTouchpoint(journey, touchpoint)?.touchpoint;
    if (!found) return { known: false, name: t("together.place.gone") };
    const lane = field ? journey.lanes?.find(({ id }) => id === field) : undefined;
    return { known: true, name: lane ? `${found.name} · ${laneName(lane)}` : found.name };
  };
}
