/** Says whether the figures on screen move by themselves. */
import { useLiveState } from "../api/live";
import { useI18n } from "../i18n";
import { Defined } from "../ui/Figure";
import classes from "./LiveMark.module.css";

export function LiveMark() {
  const { t } = useI18n();
  const state = useLiveState();
  return (
    <Defined definition={t(`live.${state}.why`)} className={classes.mark}>
      <span className={classes.dot} data-state={state} aria-hidden="true" />
      <span role="status" className={classes.word}>
        {t(`live.${state}`)}
      </span>
    </Defined>
  );
}
