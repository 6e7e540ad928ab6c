/** Keys as they are printed on the reader's keyboard. */
import { useCallback } from "react";
import { useI18n } from "../i18n";
import { written } from "./combo";

export function useWritten(): (keys: string) => string {
  const { t } = useI18n();
  return useCallback(
    (keys: string) => {
      const words = {
        shift: t("keys.shift"),
        Enter: t("keys.enter"),
        Delete: t("keys.delete"),
        Escape: t("keys.escape"),
      };
      // Bars and spaces between keys stay: which is which is for the reader of the list.
      return keys
        .split(/([ |])/)
        .map((part) => (part === " " || part === "|" ? part : written(part, words)))
        .join("");
    },
    [t],
  );
}
