/** How a point feels, −2 to +2: five faces drawn by position, colour and a word. */
import { useI18n } from "../i18n";
import classes from "./Details.module.css";

const FEELINGS = [-2, -1, 0, 1, 2] as const;

export function signed(value: number): string {
  if (value === 0) return "0";
  return `${value < 0 ? "−" : "+"}${Math.abs(value)}`;
}

export function FeelingPick(props: {
  value: number | null;
  name: string;
  onChange: (value: number | null) => void;
}) {
  const { t } = useI18n();
  const { value, onChange } = props;
  // A value drawn finer on the curve of the map still shows as the nearest of the five.
  const nearest = value === null ? null : Math.round(value);
  return (
    <fieldset className={classes.feeling}>
      <legend className={classes.question}>{t("firstMap.feeling")}</legend>
      <div className={classes.feelings}>
        {FEELINGS.map((feeling) => (
          <label key={feeling} className={classes.feel} data-feeling={feeling}>
            <input
              type="radio"
              className="visually-hidden"
              name={props.name}
              checked={nearest === feeling}
              onChange={() => onChange(feeling)}
            />
            <span className={classes.dot} aria-hidden="true">
              {signed(feeling)}
            </span>
            <span>{t(`firstMap.feeling.${feeling}`)}</span>
          </label>
        ))}
        {value !== null && (
          <button type="button" className={classes.clear} onClick={() => onChange(null)}>
            {t("firstMap.feeling.clear")}
          </button>
        )}
      </div>
    </fieldset>
  );
}
