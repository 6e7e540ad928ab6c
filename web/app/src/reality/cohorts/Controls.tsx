/** What begins a cohort, what counts as coming back, and what its rows are. */
import { Input, SegmentedControl, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useI18n } from "../../i18n";
import { vocabularyQuery } from "../../map/queries";
import { useReality } from "../context";
import { PlaceSelect } from "../filters/PlaceSelect";
import classes from "./Cohorts.module.css";
import { everyOf } from "./query";

export function Controls() {
  const { t } = useI18n();
  const { search, go } = useReality();
  const vocabulary = useQuery(vocabularyQuery);
  const properties = Object.keys(vocabulary.data?.properties ?? {});
  return (
    <div className={classes.controls}>
      <PlaceSelect
        className={classes.choice}
        label={t("reality.cohorts.start")}
        anything={t("reality.cohorts.start.any")}
        value={search.start ?? null}
        onChoose={(start) => go({ start })}
      />
      <PlaceSelect
        className={classes.choice}
        label={t("reality.cohorts.back")}
        anything={t("reality.cohorts.back.any")}
        value={search.back ?? null}
        onChoose={(back) => go({ back })}
      />
      <Select
        className={classes.choice}
        label={t("reality.cohorts.rows")}
        allowDeselect={false}
        data={[
          { value: "begin", label: t("reality.cohorts.rows.begin") },
          { value: "first", label: t("reality.cohorts.rows.first") },
          ...properties.map((name) => ({
            value: `property:${name}`,
            label: t("reality.cohorts.rows.property", { name }),
          })),
        ]}
        value={search.rows ?? "begin"}
        onChange={(rows) => go({ rows: rows === "begin" || rows === null ? undefined : rows })}
      />
      <Input.Wrapper
        className={classes.period}
        label={t("reality.cohorts.every")}
        labelElement="div"
      >
        <SegmentedControl
          aria-label={t("reality.cohorts.every")}
          value={everyOf(search)}
          data={[
            { value: "week", label: t("reality.cohorts.every.week") },
            { value: "month", label: t("reality.cohorts.every.month") },
          ]}
          onChange={(every) => go({ every: every === "week" ? "week" : "month" })}
        />
      </Input.Wrapper>
    </div>
  );
}
