/** Keys of the map; they also stand in the palette. */
import { useMemo } from "react";
import { useI18n } from "../i18n";
import type { Action } from "../shell/actions";
import { useMap } from "./context";
import { presets } from "./period";

export function useMapActions(): Action[] {
  const { t } = useI18n();
  const { go } = useMap();
  return useMemo<Action[]>(
    () => [
      {
        id: "map.unclaimed",
        label: t("unclaimed.title"),
        group: "map",
        keys: "u",
        run: () => go({ panel: "unclaimed", touchpoint: undefined }),
      },
      {
        id: "map.versions",
        label: t("versions.show"),
        group: "map",
        keys: "v",
        run: () => go({ panel: "versions", touchpoint: undefined }),
      },
      {
        id: "map.about",
        label: t("map.about"),
        group: "map",
        keys: "a",
        run: () => go({ panel: "about", touchpoint: undefined }),
      },
      ...presets.map(
        (preset, index): Action => ({
          id: `map.period.${preset}`,
          label: t("period.label", { period: t(`period.${preset}`) }),
          group: "map",
          keys: String(index + 1),
          run: () => go({ period: preset, from: undefined, to: undefined }),
        }),
      ),
    ],
    [t, go],
  );
}
