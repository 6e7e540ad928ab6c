/** What a step of the history is called. */
import { useCallback } from "react";
import { type Key, useI18n } from "../../i18n";
import type { Label } from "./history";

export function useLabel(): (label: Label) => string {
  const { t } = useI18n();
  return useCallback(
    ({ did, name, count }: Label) =>
      count === undefined
        ? t(`did.${did}`, { name: name ?? "" })
        : t(`did.${did}.many` as Key, { count }),
    [t],
  );
}
