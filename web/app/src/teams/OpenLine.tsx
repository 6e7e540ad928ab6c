/** How much is open at a team's touchpoints, in one line. */
import { useI18n } from "../i18n";
import { Figure } from "../ui/Figure";
import type { TeamTouchpoints } from "./queries";
import classes from "./Teams.module.css";

const points = ["stale", "unanswered", "overdue", "findings"] as const;

export function OpenLine({ data }: { data: TeamTouchpoints }) {
  const { t, format } = useI18n();
  const all = data.journeys.reduce((sum, { touchpoints }) => sum + touchpoints.length, 0);
  return (
    <div className={classes.open}>
      <Figure
        label={t("team.touchpoints")}
        definition={t("team.touchpoints.definition")}
        value={format.number(all)}
      />
      {points.map((point) => (
        <Figure
          key={point}
          label={t(`team.${point}`)}
          definition={t(`team.${point}.definition`)}
          value={format.number(data.open[point])}
        />
      ))}
    </div>
  );
}
