/** What attribution rests on: how many conversions, paths, and those that nobody is credited with. */
import { useI18n } from "../../i18n";
import { Figure, useShare } from "../../ui/Figure";
import { OpensBehind } from "../behind/Behind";
import classes from "./Credit.module.css";
import { credited } from "./models";
import type { Attribution } from "./query";
import { useCreditBehind } from "./words";

export function RestsOn({ report }: { report: Attribution }) {
  const { t, format } = useI18n();
  const share = useShare();
  const behind = useCreditBehind(report);
  const { conversions, untouched, unconverted, conversion_rate } = report;
  const paths = credited(report) + unconverted;
  return (
    <div className={classes.figures}>
      <Figure
        label={t("reality.credit.rests.conversions")}
        definition={t("reality.credit.rests.conversions.why", { goal: format.list(report.goals) })}
        value={<OpensBehind {...behind.all}>{format.number(conversions)}</OpensBehind>}
      />
      <Figure
        label={t("reality.credit.rests.untouched")}
        definition={t("reality.credit.rests.untouched.why")}
        value={
          untouched > 0 ? (
            <OpensBehind {...behind.untouched}>{format.number(untouched)}</OpensBehind>
          ) : (
            format.number(untouched)
          )
        }
        aside={`· ${share(conversions > 0 ? untouched / conversions : null, conversions)}`}
      />
      <Figure
        label={t("reality.credit.rests.paths")}
        definition={t("reality.credit.rests.paths.why")}
        value={format.number(paths)}
      />
      <Figure
        label={t("reality.credit.rests.rate")}
        definition={t("reality.credit.rests.rate.why")}
        value={share(conversion_rate, paths)}
      />
    </div>
  );
}
