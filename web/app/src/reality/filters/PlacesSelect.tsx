/** Places of the map, one or more, chosen by name. */
import { MultiSelect } from "@mantine/core";
import { useI18n } from "../../i18n";
import { usePlaceOptions } from "./options";

export function PlacesSelect(props: {
  label: string;
  value: readonly string[];
  onChoose: (ids: string[]) => void;
  /** Touchpoints, whatever a step is. */
  touchpoints?: boolean;
  className?: string;
}) {
  const { t } = useI18n();
  const options = usePlaceOptions(props.touchpoints);
  return (
    <MultiSelect
      className={props.className}
      label={props.label}
      data={options}
      value={[...props.value]}
      searchable
      hidePickedOptions
      placeholder={props.value.length === 0 ? t("reality.choose") : undefined}
      onChange={props.onChoose}
    />
  );
}
