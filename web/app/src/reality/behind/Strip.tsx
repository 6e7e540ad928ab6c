/** What one customer did, as a strip of colours: a piece for each touchpoint, repeats as one. */
import { useI18n } from "../../i18n";
import type { Place } from "../queries";
import classes from "./Behind.module.css";

/** Pieces that fit beside each other; the newest are shown. */
const MOST = 24;

export function Strip({
  steps,
  placeOf,
}: {
  steps: readonly string[];
  placeOf: (id: string) => Place | undefined;
}) {
  const { t } = useI18n();
  const places = steps.map(placeOf).filter((place) => place !== undefined);
  const folded = places.filter((place, index) => place.id !== places[index - 1]?.id);
  if (folded.length === 0) return null;
  const shown = folded.slice(-MOST);
  const words = folded.map(({ name }) => name).join(" → ");
  return (
    <span className={classes.strip} title={words}>
      <span className="visually-hidden">{words}</span>
      {shown.length < folded.length && (
        <span className={classes.quiet} aria-hidden="true">
          {t("behind.earlier", { count: folded.length - shown.length })}
        </span>
      )}
      {shown.map((place, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the same touchpoint may come again
          key={index}
          className={classes.piece}
          style={{ background: `var(--pc-hue-${place.hue})` }}
          aria-hidden="true"
        />
      ))}
    </span>
  );
}
