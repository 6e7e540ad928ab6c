/** A journey's health: a shape, a colour and a word that say the same. */
import { useI18n } from "../i18n";
import { Defined } from "../ui/Figure";
import classes from "./Atlas.module.css";
import type { Health } from "./api";

export function HealthMark(props: { health: Health }) {
  const { t } = useI18n();
  return (
    <Defined definition={t("atlas.health.why")} className={classes.health}>
      <i aria-hidden="true" data-health={props.health} />
      {t(`atlas.health.${props.health}`)}
    </Defined>
  );
}
