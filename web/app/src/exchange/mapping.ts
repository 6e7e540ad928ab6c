/** A first mapping for the other layout: stage and touchpoint in front, lanes for the rest. */
import type { Field, Mapping, Preview } from "./files";

export function relaid(layout: Mapping["layout"], table: NonNullable<Preview["table"]>): Mapping {
  const count = layout === "rows" ? table.total_columns : table.total_rows;
  const first: Field[] = ["stage", "touchpoint"];
  return {
    layout,
    fields: Array.from({ length: count }, (_, place) => first[place] ?? "lane"),
  };
}
