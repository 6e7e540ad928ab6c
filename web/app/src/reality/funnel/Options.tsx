/** Within which time, how strictly, and split by what. */
import { NativeSelect, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useI18n } from "../../i18n";
import { vocabularyQuery } from "../../map/queries";
import { useReality } from "../context";
import { spans, WITHIN } from "../search";
import { useVersus } from "../versus/useVersus";
import classes from "./Funnel.module.css";

export function Options() {
  const { t } = useI18n();
  const { search, go } = useReality();
  const compared = useVersus().state === "ready";
  const vocabulary = useQuery(vocabularyQuery);
  const properties = Object.keys(vocabulary.data?.properties ?? {});
  const split = search.split && !properties.includes(search.split) ? [search.split] : [];
  return (
    <div className={classes.options}>
      <NativeSelect
        label={t("reality.funnel.within")}
        value={search.within ?? WITHIN}
        data={spans.map((value) => ({ value, label: t(`reality.funnel.within.${value}`) }))}
        onChange={(event) => {
          const { value } = event.currentTarget;
          go({ within: value === WITHIN ? undefined : value });
        }}
      />
      <NativeSelect
        label={t("reality.funnel.split")}
        // Two sides of many groups would be many figures nobody compares.
        disabled={compared}
        description={compared && search.split ? t("versus.funnel.no_split") : undefined}
        value={search.split ?? ""}
        data={[
          { value: "", label: t("reality.funnel.split.none") },
          ...[...split, ...properties].map((value) => ({ value, label: value })),
        ]}
        onChange={(event) => go({ split: event.currentTarget.value || undefined })}
      />
      <Switch
        size="sm"
        label={t("reality.funnel.strict")}
        description={t("reality.funnel.strict.hint")}
        checked={search.strict ?? false}
        onChange={(event) => go({ strict: event.currentTarget.checked || undefined })}
      />
    </div>
  );
}
