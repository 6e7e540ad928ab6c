/** What grounds and marks of the heat map say. */
import { useI18n } from "../../i18n";
import classes from "./Cohorts.module.css";
import { depths } from "./heat";

export function Legend({ top }: { top: number }) {
  const { t, format } = useI18n();
  return (
    <ul className={classes.legend}>
      {top > 0 && (
        <li>
          {format.percent(0)}
          <span className={classes.scale} aria-hidden="true">
            {depths.map((depth) => (
              <span
                key={depth}
                style={{
                  background: `color-mix(in srgb, var(--pc-primary) ${depth}%, var(--pc-page))`,
                }}
              />
            ))}
          </span>
          {format.percent(top)}
        </li>
      )}
      <li>{`~ ${t("reality.cohorts.legend.open")}`}</li>
      <li>{t("reality.cohorts.legend.few", { few: t("common.too_few") })}</li>
    </ul>
  );
}
