/** What a second side still has to be told: its days, its channel, its property. */
import { Autocomplete, Button, Select, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useI18n } from "../../i18n";
import { vocabularyQuery } from "../../map/queries";
import { useReality } from "../context";
import { PersonaEditor } from "../filters/PersonaEditor";
import { alone } from "../search";

export function DaysEditor({ onDone }: { onDone: () => void }) {
  const { t } = useI18n();
  const { search, go } = useReality();
  const [from, setFrom] = useState(search.vs_from ?? "");
  const [to, setTo] = useState(search.vs_to ?? "");
  const wrongOrder = from !== "" && to !== "" && from > to;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wrongOrder) return;
    go({ ...alone, vs: "days", vs_from: from, vs_to: to });
    onDone();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        {(["from", "to"] as const).map((end) => (
          <TextInput
            key={end}
            type="date"
            label={t(`period.${end}`)}
            value={end === "from" ? from : to}
            required
            withAsterisk={false}
            onChange={(event) => (end === "from" ? setFrom : setTo)(event.currentTarget.value)}
          />
        ))}
        {wrongOrder && <span role="alert">{t("period.order")}</span>}
        <Button type="submit" variant="light" disabled={wrongOrder || !from || !to}>
          {t("versus.apply")}
        </Button>
      </Stack>
    </form>
  );
}

export function SegmentEditor(props: {
  kind: "channel" | "property" | "persona";
  onDone: () => void;
}) {
  const { search, go } = useReality();
  if (props.kind === "channel") return <ChannelEditor onDone={props.onDone} />;
  if (props.kind === "property") return <PropertyEditor onDone={props.onDone} />;
  return (
    <PersonaEditor
      value={search.vs_persona}
      except={search.persona}
      onApply={(vs_persona) => {
        if (vs_persona) go({ ...alone, vs: "persona", vs_persona });
        props.onDone();
      }}
    />
  );
}

function ChannelEditor({ onDone }: { onDone: () => void }) {
  const { t, word } = useI18n();
  const { search, go } = useReality();
  const vocabulary = useQuery(vocabularyQuery);
  return (
    <Select
      label={t("reality.filter.channel")}
      searchable
      data={(vocabulary.data?.channels ?? [])
        .filter((channel) => channel && channel !== search.channel)
        .map((value) => ({ value, label: word("channel", value) }))}
      value={search.vs_channel ?? null}
      allowDeselect={false}
      comboboxProps={{ withinPortal: false }}
      onChange={(channel) => {
        if (channel) go({ ...alone, vs: "channel", vs_channel: channel });
        onDone();
      }}
    />
  );
}

function PropertyEditor({ onDone }: { onDone: () => void }) {
  const { t } = useI18n();
  const { search, go } = useReality();
  const vocabulary = useQuery(vocabularyQuery);
  const known = vocabulary.data?.properties ?? {};
  // The other value of what the first side is filtered by is what most want.
  const said = search.vs_property ?? search.property;
  const at = said?.indexOf("=") ?? -1;
  const [name, setName] = useState(at > 0 ? (said?.slice(0, at) ?? "") : "");
  const [value, setValue] = useState(
    search.vs_property && at > 0 ? search.vs_property.slice(at + 1) : "",
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    go({ ...alone, vs: "property", vs_property: `${name.trim()}=${value.trim()}` });
    onDone();
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
          {t("versus.apply")}
        </Button>
      </Stack>
    </form>
  );
}
