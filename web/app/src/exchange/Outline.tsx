/** The journey that a file would make. */
import { useI18n } from "../i18n";
import classes from "./Exchange.module.css";
import type { Preview } from "./files";

export function Outline(props: { journey: NonNullable<Preview["journey"]> }) {
  const { t, n } = useI18n();
  const { stages, persona, persona_fate, pictures } = props.journey;
  const touchpoints = stages.reduce((sum, stage) => sum + stage.touchpoints.length, 0);
  const counts = [n("exchange.stages", stages.length), n("exchange.touchpoints", touchpoints)];
  if (pictures > 0) counts.push(n("exchange.pictures", pictures));
  return (
    <>
      <p>
        {counts.join(" · ")}
        {persona && persona_fate !== "none" && (
          <>
            <br />
            {t("exchange.persona")}{" "}
            <strong>{t(`exchange.persona.${persona_fate}`, { name: persona })}</strong>
          </>
        )}
      </p>
      <ol className={classes.stages}>
        {stages.map((stage, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two stages may have one name
          <li key={place}>
            <p className={classes.stage}>{stage.name}</p>
            <ul className={classes.touchpoints}>
              {stage.touchpoints.map((touchpoint, number) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: so may touchpoints
                <li key={number}>{touchpoint}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </>
  );
}
