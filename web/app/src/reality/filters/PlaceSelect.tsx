/** One place of the map, chosen by name; nothing, where `anything` says so. */
import { Select } from "@mantine/core";
import { usePlaceOptions } from "./options";

export function PlaceSelect(props: {
  label: string;
  value: string | null;
  onChoose: (id: string | undefined) => void;
  /** What no choice means; without it one must be chosen. */
  anything?: string;
  className?: string;
}) {
  const options = usePlaceOptions();
  const { anything } = props;
  return (
    <Select
      className={props.className}
      label={props.label}
      data={options}
      value={props.value}
      searchable
      allowDeselect={false}
      clearable={anything !== undefined}
      placeholder={anything}
      nothingFoundMessage="–"
      onChange={(id) => props.onChoose(id ?? undefined)}
    />
  );
}
