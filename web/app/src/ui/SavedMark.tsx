/** The word that says whether an edit is on the server. Announced, never in the way. */
import { Text } from "@mantine/core";
import { useI18n } from "../i18n";

export type SaveState = "idle" | "saving" | "saved" | "failed";

export function SavedMark(props: { state: SaveState }) {
  const { t } = useI18n();
  const words = {
    idle: "",
    saving: t("common.saving"),
    saved: t("common.saved"),
    failed: t("common.not_saved"),
  };
  return (
    <Text
      component="span"
      role="status"
      fz="xs"
      c={props.state === "failed" ? "var(--pc-bad)" : "dimmed"}
    >
      {words[props.state]}
    </Text>
  );
}
