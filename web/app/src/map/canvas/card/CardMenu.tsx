/** What can be done with a touchpoint without dragging it. */
import type { Touchpoint } from "../../../api/types";
import { useI18n } from "../../../i18n";
import { LazyMenu } from "../LazyMenu";
import classes from "./Card.module.css";
import { CardMenuItems } from "./CardMenuItems";

export function CardMenu(props: { touchpoint: Touchpoint; onRename: () => void }) {
  const { t } = useI18n();
  return (
    <LazyMenu
      className={classes.menu}
      label={t("common.actions_of", { name: props.touchpoint.name })}
    >
      {() => <CardMenuItems {...props} />}
    </LazyMenu>
  );
}
