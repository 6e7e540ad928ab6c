/** Search, filters and order of the atlas; all of it stands in the address. */
import { NativeSelect, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import type { JourneySummary } from "../api/types";
import { useI18n } from "../i18n";
import classes from "./Atlas.module.css";
import { distinct } from "./model";
import { type AtlasSearch, NOBODY, type Sort, sorts, statuses } from "./search";

export function Filters(props: {
  journeys: JourneySummary[];
  search: AtlasSearch;
  onChange: (changes: AtlasSearch) => void;
}) {
  const { t } = useI18n();
  const { journeys, search, onChange } = props;
  const people = (items: { id: string; name: string }[]) => [
    ...items.map(({ id, name }) => ({ value: id, label: name })),
    { value: NOBODY, label: t("atlas.filter.nobody") },
  ];
  return (
    <search className={classes.filters}>
      <TextInput
        className={classes.search}
        type="search"
        aria-label={t("atlas.search")}
        placeholder={t("atlas.search")}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        value={search.q ?? ""}
        onChange={(event) => onChange({ q: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        aria-label={t("atlas.filter.owner")}
        value={search.owner ?? ""}
        onChange={(event) => onChange({ owner: event.currentTarget.value || undefined })}
        data={[
          { value: "", label: t("atlas.filter.owner.all") },
          ...people(distinct(journeys.map((journey) => journey.owner))),
        ]}
      />
      <NativeSelect
        aria-label={t("atlas.filter.status")}
        value={search.status ?? ""}
        onChange={(event) =>
          onChange({ status: statuses.find((status) => status === event.currentTarget.value) })
        }
        data={[
          { value: "", label: t("atlas.filter.status.all") },
          ...statuses.map((status) => ({ value: status, label: t(`atlas.status.${status}`) })),
        ]}
      />
      <NativeSelect
        aria-label={t("atlas.filter.persona")}
        value={search.persona ?? ""}
        onChange={(event) => onChange({ persona: event.currentTarget.value || undefined })}
        data={[
          { value: "", label: t("atlas.filter.persona.all") },
          ...people(distinct(journeys.map((journey) => journey.persona))),
        ]}
      />
      <NativeSelect
        aria-label={t("atlas.sort")}
        value={search.sort ?? "changed"}
        onChange={(event) => {
          const sort = event.currentTarget.value as Sort;
          onChange({ sort: sort === "changed" ? undefined : sort });
        }}
        data={sorts.map((sort) => ({
          value: sort,
          label: t("atlas.sort.by", { sort: t(`atlas.sort.${sort}`) }),
        }))}
      />
    </search>
  );
}
