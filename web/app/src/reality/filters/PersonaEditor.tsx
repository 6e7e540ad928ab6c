/** Which persona's customers are looked at, or why none can be chosen. */
import { Select, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useI18n } from "../../i18n";
import { useKnownPersonas } from "../personas";

export function PersonaEditor(props: {
  value: string | undefined;
  /** One that cannot be chosen: it is the other side. */
  except?: string | undefined;
  onApply: (persona: string | undefined) => void;
}) {
  const { t } = useI18n();
  const options = useKnownPersonas(props.except);
  if (options?.length === 0) {
    return (
      <Text size="sm" maw="18rem">
        {t("reality.persona.none")} <Link to="/personas">{t("reality.persona.open")}</Link>
      </Text>
    );
  }
  return (
    <Select
      label={t("reality.filter.persona")}
      data={options ?? []}
      value={props.value ?? null}
      comboboxProps={{ withinPortal: false }}
      onChange={(persona) => props.onApply(persona ?? undefined)}
    />
  );
}
