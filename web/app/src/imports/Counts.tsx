/** Rows read, stored, already there, of forgotten customers if there are any, refused. */
import type { Import } from "../api/types";
import { useI18n } from "../i18n";
import classes from "./Imports.module.css";

export function Counts({ progress }: { progress: Import["progress"] }) {
  const { t, format } = useI18n();
  const counts = [
    ["import.read", progress.rows_read],
    ["import.stored", progress.rows_stored],
    ["import.duplicate", progress.rows_duplicate],
    ["import.erased", progress.rows_erased],
    ["import.refused", progress.rows_refused],
  ] as const;
  // Seldom: where nobody was forgotten there is nothing to wonder about.
  const shown = counts.filter(([label, value]) => label !== "import.erased" || value > 0);
  return (
    <dl className={classes.counts} data-figures>
      {shown.map(([label, value]) => (
        <div key={label}>
          <dt>{t(label)}</dt>
          <dd>{format.number(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
