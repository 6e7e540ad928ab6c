/** What of all that happened is looked at. Every filter stands in the address. */
import { Button, Menu, SegmentedControl } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useI18n } from "../../i18n";
import { useReality } from "../context";
import { Saved } from "../saved/Saved";
import { filtersSet, forgotten } from "../search";
import { CompareWith } from "../versus/CompareWith";
import { Chip } from "./Chip";
import { ChannelEditor, PlacesEditor, PropertyEditor } from "./editors";
import classes from "./Filters.module.css";
import { PersonaEditor } from "./PersonaEditor";
import { useFilterWords } from "./words";

export const filters = ["channel", "property", "persona", "through", "without", "order"] as const;
export type Filter = (typeof filters)[number];

function Editor(props: { filter: Filter; onDone: () => void }) {
  const { filter, onDone } = props;
  const { search, go } = useReality();
  const apply = (value: string | undefined) => {
    go({ [filter]: value });
    onDone();
  };
  if (filter === "channel") return <ChannelEditor value={search.channel} onApply={apply} />;
  if (filter === "property") return <PropertyEditor value={search.property} onApply={apply} />;
  if (filter === "persona") return <PersonaEditor value={search.persona} onApply={apply} />;
  return <PlacesEditor filter={filter} onDone={onDone} />;
}

export function Filters() {
  const { t } = useI18n();
  const { search, go } = useReality();
  const words = useFilterWords();
  // A filter that was chosen and holds nothing yet.
  const [fresh, setFresh] = useState<Filter | null>(null);
  const shown = filters.filter((filter) => search[filter] !== undefined || filter === fresh);
  const free = filters.filter((filter) => !shown.includes(filter));
  return (
    <search className={classes.filters} aria-label={t("reality.filters")}>
      <SegmentedControl
        size="xs"
        aria-label={t("reality.by")}
        value={search.by ?? "touchpoint"}
        data={[
          { value: "touchpoint", label: t("reality.by.touchpoint") },
          { value: "stage", label: t("reality.by.stage") },
        ]}
        onChange={(by) =>
          // Ids of the one mean nothing to the other.
          go({ ...forgotten, by: by === "stage" ? "stage" : undefined })
        }
      />
      <SegmentedControl
        size="xs"
        aria-label={t("reality.cases")}
        value={search.cases ?? "customer"}
        data={[
          { value: "customer", label: t("reality.cases.customer") },
          { value: "session", label: t("reality.cases.session") },
        ]}
        onChange={(cases) => go({ cases: cases === "session" ? "session" : undefined })}
      />
      {shown.map((filter) => (
        <Chip
          key={filter}
          label={t(`reality.filter.${filter}`)}
          words={words[filter]}
          fresh={filter === fresh}
          onClosed={() => setFresh(null)}
          onRemove={() => {
            setFresh(null);
            go({ [filter]: undefined });
          }}
        >
          {(close) => <Editor filter={filter} onDone={close} />}
        </Chip>
      ))}
      {free.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={14} />}>
              {t("reality.filter.add")}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {free.map((filter) => (
              <Menu.Item key={filter} onClick={() => setFresh(filter)}>
                {t(`reality.filter.${filter}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <CompareWith />
      {filtersSet(search) > 1 && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          onClick={() =>
            go({
              channel: undefined,
              property: undefined,
              persona: undefined,
              through: undefined,
              without: undefined,
              order: undefined,
              cases: undefined,
            })
          }
        >
          {t("reality.filter.none")}
        </Button>
      )}
      <Saved />
    </search>
  );
}
