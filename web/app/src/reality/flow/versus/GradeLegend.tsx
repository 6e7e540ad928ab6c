/** What colour and stroke say of a difference. */
import { useI18n } from "../../../i18n";
import classes from "../Legend.module.css";
import { grades } from "./grades";

export function GradeLegend() {
  const { t } = useI18n();
  return (
    <ul className={classes.legend} aria-label={t("versus.flow.legend")}>
      {grades.map((grade) => (
        <li key={grade}>
          <span className={classes.stroke} data-shade={`diff-${grade}`} aria-hidden="true" />
          {t(`versus.grade.${grade}`)}
        </li>
      ))}
    </ul>
  );
}
