/** How much of a map is known: one bar, from what is measured to what is empty. */
import { useI18n } from "../i18n";
import { Defined } from "../ui/Figure";
import classes from "./Atlas.module.css";
import type { EvidenceCounts } from "./api";

const LEVELS = ["measured", "partly_measured", "believed", "nothing"] as const;

export function EvidenceBar(props: { evidence: EvidenceCounts }) {
  const { t, n, format } = useI18n();
  const shown = LEVELS.filter((level) => props.evidence[level] > 0);
  if (shown.length === 0) return <span className={classes.muted}>–</span>;
  const parts = format.list(
    shown.map((level) => n(`atlas.evidence.${level}`, props.evidence[level])),
  );
  return (
    <Defined definition={t("atlas.evidence.of", { parts })} className={classes.evidence}>
      <span className="visually-hidden">{parts}</span>
      {shown.map((level) => (
        <i
          key={level}
          aria-hidden="true"
          data-level={level}
          style={{ flexGrow: props.evidence[level] }}
        />
      ))}
    </Defined>
  );
}
