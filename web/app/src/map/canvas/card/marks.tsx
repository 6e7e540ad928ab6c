/** The small marks of a card: how much is known, goal, moment of truth, journey inside. */
import { IconFlag2Filled, IconStarFilled } from "@tabler/icons-react";
import { useI18n } from "../../../i18n";
import type { Evidence } from "../figures";
import classes from "./Card.module.css";

/** From an empty ring to a full disc: the fill says it, not the colour. */
const fills: Record<Evidence, number> = {
  nothing: 0,
  believed: 0.25,
  partly_measured: 0.5,
  measured: 1,
};

const RADIUS = 5;

export function EvidenceDot({ evidence }: { evidence: Evidence }) {
  const { t } = useI18n();
  const words = t(`evidence.${evidence}`);
  const fill = fills[evidence];
  const around = Math.PI * RADIUS;
  return (
    <span className={classes.mark} data-tip={words}>
      <svg width="14" height="14" viewBox="0 0 14 14" role="img" aria-label={words}>
        <circle
          cx="7"
          cy="7"
          r={RADIUS}
          className={classes.ring}
          data-none={fill === 0 || undefined}
        />
        {fill === 1 ? (
          <circle cx="7" cy="7" r={RADIUS} className={classes.disc} />
        ) : (
          // A stroke as wide as the radius fills a slice of the disc.
          <circle
            cx="7"
            cy="7"
            r={RADIUS / 2}
            className={classes.slice}
            strokeWidth={RADIUS}
            strokeDasharray={`${fill * around} ${around}`}
            transform="rotate(-90 7 7)"
          />
        )}
      </svg>
    </span>
  );
}

export function GoalMark() {
  const { t } = useI18n();
  return (
    <span className={classes.mark} data-tip={t("touchpoint.goal")}>
      <IconFlag2Filled
        size={14}
        className={classes.goal}
        role="img"
        aria-label={t("touchpoint.goal")}
      />
    </span>
  );
}

export function TruthMark() {
  const { t } = useI18n();
  return (
    <span className={classes.mark} data-tip={`${t("card.truth")}. ${t("card.truth.def")}`}>
      <IconStarFilled size={14} className={classes.truth} role="img" aria-label={t("card.truth")} />
    </span>
  );
}
