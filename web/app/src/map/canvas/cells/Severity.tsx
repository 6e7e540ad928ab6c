/** How much a finding weighs: by shape first, by colour second, in words for those who see neither. */
import { useI18n } from "../../../i18n";
import classes from "./Cell.module.css";
import type { Severity } from "./items";

/** One, two or three bars; frictions and strengths share the shapes, the hue says which it is. */
const bars: Record<Severity, number> = { low: 1, medium: 2, high: 3 };

export function SeverityMark(props: { severity: Severity; good: boolean; silent?: boolean }) {
  const { t } = useI18n();
  const label = t(props.good ? "weight.label" : "severity.label", {
    severity: t(`severity.${props.severity}`),
  });
  return (
    <svg
      className={classes.severity}
      data-good={props.good || undefined}
      width="14"
      height="14"
      viewBox="0 0 14 14"
      aria-hidden={props.silent}
      role={props.silent ? undefined : "img"}
      aria-label={props.silent ? undefined : label}
    >
      {[0, 1, 2].map((bar) => (
        <rect
          key={bar}
          x={1 + bar * 4.5}
          y={9 - bar * 4}
          width="3"
          height={4 + bar * 4}
          rx="1"
          data-on={bar < bars[props.severity] || undefined}
        />
      ))}
    </svg>
  );
}
