/** What the shades and marks of flows mean. */
import { useI18n } from "../../i18n";
import classes from "./Legend.module.css";
import { type Colour, shades } from "./shades";

/** `marks`: which of the marks of places are drawn; both unless said. */
export function Legend(props: { colour: Colour; marks?: readonly ("again" | "stops")[] }) {
  const { colour, marks = ["again", "stops"] } = props;
  const { t } = useI18n();
  return (
    <ul className={classes.legend} aria-label={t(`reality.flow.colour.${colour}`)}>
      {shades[colour].map((shade, index) => (
        <li key={shade}>
          <span className={classes.swatch} data-shade={`${colour}-${index}`} aria-hidden="true" />
          {t(`reality.flow.shade.${shade}` as "reality.flow.shade.quick")}
        </li>
      ))}
      {marks.includes("again") && <li>{`↻ ${t("reality.flow.legend.again")}`}</li>}
      {marks.includes("stops") && <li>{`⇥ ${t("reality.flow.legend.stops")}`}</li>}
    </ul>
  );
}
