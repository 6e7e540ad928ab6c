/** The table of another tool, with a choice at each column or row of what it holds. */
import { NativeSelect, SegmentedControl } from "@mantine/core";
import { useI18n } from "../i18n";
import tables from "../imports/Imports.module.css";
import classes from "./Exchange.module.css";
import type { Field, Mapping, Preview } from "./files";
import { relaid } from "./mapping";

const fields: readonly Field[] = [
  "leave_out",
  "stage",
  "touchpoint",
  "channels",
  "owning_team",
  "needs",
  "key_moment",
  "does",
  "thinks",
  "feels",
  "stands_in_the_way",
  "felt",
  "actions",
  "frictions",
  "strengths",
  "behind_the_scenes",
  "next_action",
  "lane",
];
/** Rows below the head that are enough to recognise a column. */
const SAMPLE = 6;

export function MappingTable(props: {
  table: NonNullable<Preview["table"]>;
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
}) {
  const { table, mapping, onChange } = props;
  const { t } = useI18n();
  const rows = mapping.layout === "rows";
  const choice = (place: number, head: string | undefined) => (
    <NativeSelect
      size="xs"
      aria-label={t(rows ? "exchange.mapping.column" : "exchange.mapping.row", {
        number: place + 1,
        name: head ?? "",
      }).trim()}
      value={mapping.fields[place] ?? "leave_out"}
      data={fields.map((field) => ({ value: field, label: t(`exchange.field.${field}`) }))}
      onChange={(event) => {
        const changed = [...mapping.fields];
        while (changed.length <= place) changed.push("leave_out");
        changed[place] = event.currentTarget.value as Field;
        onChange({ ...mapping, fields: changed });
      }}
    />
  );
  const shown = rows ? table.rows.slice(0, 1 + SAMPLE) : table.rows;
  const places = Array.from(table.rows[0] ?? [], (head, place) => ({ head, place }));
  return (
    <>
      <SegmentedControl
        mb="md"
        aria-label={t("exchange.layout")}
        value={mapping.layout}
        data={[
          { value: "rows", label: t("exchange.layout.rows") },
          { value: "matrix", label: t("exchange.layout.matrix") },
        ]}
        onChange={(layout) => onChange(relaid(layout as Mapping["layout"], table))}
      />
      <section className={tables.scroll} aria-label={t("exchange.mapping")}>
        <table className={`${tables.table} ${classes.table}`}>
          {rows && (
            <thead>
              <tr>
                {places.map(({ head, place }) => (
                  <th key={place}>{choice(place, head)}</th>
                ))}
              </tr>
            </thead>
          )}
          <tbody>
            {shown.map((row, number) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name
              <tr key={number}>
                {!rows && <th scope="row">{choice(number, row[0])}</th>}
                {places.map(({ place }) => (
                  <td key={place}>{row[place]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
