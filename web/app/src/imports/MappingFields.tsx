/** The settings of an import: columns, format, time zone. */
import { NativeSelect, Select, Switch } from "@mantine/core";
import { useMemo } from "react";
import type { ImportColumns, ImportOptions } from "../api/types";
import { useI18n } from "../i18n";
import classes from "./Imports.module.css";

const roles = ["customer", "at", "kind", "channel", "subject", "value", "message_id"] as const;
const formats = ["csv", "jsonl", "parquet", "xes"] as const;
const separators = [
  [",", "comma"],
  [";", "semicolon"],
  ["\t", "tab"],
  ["|", "pipe"],
] as const;
const identities = ["user_id", "email", "phone", "anonymous_id"] as const;

export function MappingFields(props: {
  options: ImportOptions;
  header: string[];
  readOnly: boolean;
  onChange: (changes: Partial<ImportOptions>) => void;
}) {
  const { options, header, onChange } = props;
  const { t, word } = useI18n();
  const zones = useMemo(
    () => [...new Set(["UTC", options.time_zone, ...Intl.supportedValuesOf("timeZone")])],
    [options.time_zone],
  );
  const column = (role: keyof ImportColumns) => (
    <NativeSelect
      key={role}
      label={t(`import.column.${role}`)}
      disabled={props.readOnly}
      value={options.columns[role] ?? ""}
      data={[{ value: "", label: t("import.column.none") }, ...header]}
      onChange={(event) =>
        onChange({ columns: { ...options.columns, [role]: event.currentTarget.value || null } })
      }
    />
  );
  return (
    <div className={classes.grid}>
      {roles.map(column)}
      <NativeSelect
        label={t("import.identity")}
        disabled={props.readOnly}
        value={options.identity}
        data={identities.map((kind) => ({ value: kind, label: word("identity", kind) }))}
        onChange={(event) => onChange({ identity: event.currentTarget.value })}
      />
      <Select
        label={t("import.time_zone")}
        description={t("import.time_zone.hint")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        searchable
        allowDeselect={false}
        limit={60}
        disabled={props.readOnly}
        value={options.time_zone}
        data={zones}
        onChange={(zone) => zone && onChange({ time_zone: zone })}
      />
      <NativeSelect
        label={t("import.format")}
        disabled={props.readOnly}
        value={options.format ?? ""}
        data={[
          { value: "", label: t("import.guess") },
          ...formats.map((value) => ({ value, label: t(`import.format.${value}`) })),
        ]}
        onChange={(event) =>
          onChange({ format: (event.currentTarget.value || null) as ImportOptions["format"] })
        }
      />
      {options.format === "csv" && (
        <>
          <NativeSelect
            label={t("import.separator")}
            disabled={props.readOnly}
            value={options.separator ?? ""}
            data={[
              { value: "", label: t("import.guess") },
              ...separators.map(([value, name]) => ({
                value,
                label: t(`import.separator.${name}`),
              })),
            ]}
            onChange={(event) => onChange({ separator: event.currentTarget.value || null })}
          />
          <NativeSelect
            label={t("import.encoding")}
            disabled={props.readOnly}
            value={options.encoding ?? ""}
            data={[
              { value: "", label: t("import.guess") },
              { value: "utf-8", label: "UTF-8" },
              { value: "windows-1252", label: "Windows-1252" },
            ]}
            onChange={(event) =>
              onChange({
                encoding: (event.currentTarget.value || null) as ImportOptions["encoding"],
              })
            }
          />
        </>
      )}
      <Switch
        mt={26}
        label={t("import.strict")}
        description={t("import.strict.hint")}
        disabled={props.readOnly}
        checked={options.strict}
        onChange={(event) => onChange({ strict: event.currentTarget.checked })}
      />
    </div>
  );
}
