/** What a stage, a touchpoint or the journey says otherwise: each field as it was and as it is. */
import { useI18n } from "../i18n";
import type { FieldDifference } from "./queries";
import { linesOf } from "./told";
import classes from "./Versions.module.css";

function Lines(props: { lines: string[]; was: boolean; also: readonly string[] }) {
  const { t } = useI18n();
  const { lines, was, also } = props;
  if (lines.length === 0) return <p className={classes.nothing}>{t("versions.nothing")}</p>;
  const Text = was ? "del" : "ins";
  return lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
    <p key={index} className={classes.line}>
      {also.includes(line) ? line : <Text data-was={was || undefined}>{line}</Text>}
    </p>
  ));
}

export function Fields({ fields }: { fields: readonly FieldDifference[] }) {
  const i18n = useI18n();
  const { t } = i18n;
  return fields.map(({ field, before, after }) => {
    const [was, is] = [linesOf(field, before, i18n), linesOf(field, after, i18n)];
    return (
      <div key={field} className={classes.field}>
        <div className={classes.label}>{t(`versions.field.${field as "name"}`)}</div>
        <div className={classes.side}>
          <Lines lines={was} was also={is} />
        </div>
        <div className={classes.side}>
          <Lines lines={is} was={false} also={was} />
        </div>
      </div>
    );
  });
}
