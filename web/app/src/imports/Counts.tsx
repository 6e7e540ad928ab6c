/** Rows read, stored, already there, refused. */
import type { Import } from "../api/types";
import { useI18n } from "../i18n";
import classes from "./Imports.module.css";

export function Counts({ progress }: { progress: Import["progress"] }) {
  const { t, format } = useI18n();
  const counts = [
    ["import.read", progress.rows_read],
    ["import.stored", progress.rows_stored],
    ["import.duplicate", progress.rows_duplicate],
    ["import.refused", progress.rows_refused],
  ] as const;
  return (
    <dl className={classes.counts} data-figures>
      {counts.map(([label, value]) => (
        <div key={label}>
          <dt>{t(label)}</dt>
          <dd>{format.number(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
