/** The model beside what one works out on paper. */
import { useI18n } from "../../i18n";
import { Defined } from "../../ui/Figure";
import classes from "./Credit.module.css";
import type { Lifetime } from "./query";
import { compared } from "./simple";

const WAYS = ["model", "past", "again"] as const;

export function Beside({ report }: { report: Lifetime }) {
  const { t, n, format } = useI18n();
  const found = compared(report);
  const months = n("reality.lifetime.months", report.horizon.months);
  const money = (value: number | null) => (value === null ? "–" : format.mean(value));
  return (
    <section className={classes.section}>
      <h2 className={classes.title}>{t("reality.lifetime.beside")}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, so keys must reach it */}
      <section className={classes.frame} aria-label={t("reality.lifetime.beside")} tabIndex={0}>
        <table className={classes.table} data-figures>
          <thead>
            <tr>
              <th scope="col" className={classes.name}>
                {t("reality.lifetime.way")}
              </th>
              <th scope="col">{t("reality.lifetime.per.orders")}</th>
              <th scope="col">
                <Defined definition={t("reality.lifetime.money.why")}>
                  {t("reality.lifetime.per.order")}
                </Defined>
              </th>
              <th scope="col">{t("reality.lifetime.per.customer")}</th>
            </tr>
          </thead>
          <tbody>
            {WAYS.map((way) => (
              <tr key={way}>
                <th scope="row" className={classes.name}>
                  <Defined definition={t(`reality.lifetime.way.${way}.why`, { months })}>
                    {t(`reality.lifetime.way.${way}`, { months })}
                  </Defined>
                </th>
                <td>{format.mean(found[way].orders)}</td>
                <td>{money(found[way].perOrder)}</td>
                <td>{money(found[way].perCustomer)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
