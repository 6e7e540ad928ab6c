/** Where models disagree most, in a sentence; or that they do not. */
import { useI18n } from "../../i18n";
import type { CreditModel } from "../search";
import classes from "./Credit.module.css";
import { disagreement, roleOf } from "./models";
import type { Attribution } from "./query";
import { useCreditWords } from "./words";

export function Disagreement({ report, rests }: { report: Attribution; rests: CreditModel }) {
  const { t, format } = useI18n();
  const words = useCreditWords(report, "share");
  const found = disagreement(report, rests);
  if (!found) return <p className={classes.says}>{t("reality.credit.agree")}</p>;
  const role = roleOf(found, rests);
  return (
    <>
      <p className={classes.says}>
        {t("reality.credit.apart", {
          model: t(`reality.model.${found.model}.begins`),
          share: format.percent(found.share),
          name: words.name(found.name),
          other: t(`reality.model.${rests}.within`),
          rest: format.percent(found.rest),
        })}
      </p>
      <p className={classes.aside}>
        {t(role ? `reality.credit.${role}` : "reality.credit.apart.why")}
      </p>
    </>
  );
}
