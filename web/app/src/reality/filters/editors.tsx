/** How each filter is set. */
import { Autocomplete, Button, MultiSelect, Select, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useI18n } from "../../i18n";
import { vocabularyQuery } from "../../map/queries";
import { useReality } from "../context";
import { idsOf, listOf } from "../search";
import { usePlaceOptions } from "./options";

export function ChannelEditor(props: {
  value: string | undefined;
  onApply: (channel: string | undefined) => void;
}) {
  const { t, word } = useI18n();
  const vocabulary = useQuery(vocabularyQuery);
  return (
    <Select
      label={t("reality.filter.channel")}
      searchable
      data={(vocabulary.data?.channels ?? [])
        .filter(Boolean)
        .map((value) => ({ value, label: word("channel", value) }))}
      value={props.value ?? null}
      comboboxProps={{ withinPortal: false }}
      onChange={(channel) => props.onApply(channel ?? undefined)}
    />
  );
}

/** `name=value` */
export function PropertyEditor(props: {
  value: string | undefined;
  onApply: (property: string) => void;
}) {
  const { t } = useI18n();
  const vocabulary = useQuery(vocabularyQuery);
  const known = vocabulary.data?.properties ?? {};
  // What is already written needs no list over the button.
  const at = props.value?.indexOf("=") ?? -1;
  const [name, setName] = useState(at > 0 ? (props.value?.slice(0, at) ?? "") : "");
  const [value, setValue] = useState(at > 0 ? (props.value?.slice(at + 1) ?? "") : "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onApply(`${name.trim()}=${value.trim()}`);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Autocomplete
          label={t("reality.property.name")}
          data={Object.keys(known).filter((known) => known !== name)}
          value={name}
          onChange={setName}
          comboboxProps={{ withinPortal: false }}
        />
        <Autocomplete
          label={t("reality.property.value")}
          data={(known[name] ?? []).filter((known) => known !== value)}
          value={value}
          onChange={setValue}
          comboboxProps={{ withinPortal: false }}
        />
        <Button type="submit" variant="light" disabled={!name.trim() || !value.trim()}>
          {t("reality.filter.apply")}
        </Button>
      </Stack>
    </form>
  );
}

export function PlacesEditor(props: {
  filter: "through" | "without" | "order";
  onDone: () => void;
}) {
  const { filter, onDone } = props;
  const { t } = useI18n();
  const { search, go } = useReality();
  const options = usePlaceOptions();
  const [chosen, setChosen] = useState(idsOf(search[filter]));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    go({ [filter]: listOf(chosen) });
    onDone();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <MultiSelect
          label={t(`reality.filter.${filter}`)}
          description={t(`reality.filter.${filter}.hint`)}
          searchable
          hidePickedOptions
          data={options}
          value={chosen}
          onChange={setChosen}
          comboboxProps={{ withinPortal: false }}
        />
        <Button type="submit" variant="light" disabled={filter === "order" && chosen.length === 1}>
          {t("reality.filter.apply")}
        </Button>
      </Stack>
    </form>
  );
}
