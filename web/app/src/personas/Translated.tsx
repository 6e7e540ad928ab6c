/** What a persona says in its other language: a field for each of its texts, the original beside it. */
import { useI18n } from "../i18n";
import { GrowingText } from "./GrowingText";
import classes from "./InPlace.module.css";

/** The lines of a list, each with its translation under it. Lines come and go in the original. */
export function TranslatedLines(props: {
  label: string;
  lines: readonly string[];
  look?: "list" | "quotes";
  /** What was translated of a line, by its place; empty when nothing was. */
  said: (place: number) => string;
  onChange: (place: number, text: string) => void;
}) {
  const { t } = useI18n();
  return (
    <ul className={classes.lines} data-look={props.look ?? "list"}>
      {props.lines.map((line, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: translations are kept by place
        <li key={place} className={classes.translated}>
          <GrowingText
            aria-label={t("personas.line.of", { list: props.label, number: place + 1 })}
            aria-description={t("panel.original", { text: line })}
            value={props.said(place)}
            placeholder={line}
            maxLength={1000}
            className={classes.grow}
            onChange={(event) =>
              props.onChange(place, event.currentTarget.value.replace(/\s*\n\s*/g, " "))
            }
            onKeyDown={(event) => {
              if (event.key !== "Escape" && event.key !== "Enter") return;
              event.preventDefault();
              event.currentTarget.blur();
            }}
          />
        </li>
      ))}
    </ul>
  );
}
