/** The customers from whom most is expected, each a click away. */
import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { call, http } from "../../api/client";
import { keys } from "../../api/keys";
import { customerName } from "../../customers/name";
import { useI18n } from "../../i18n";
import classes from "./Credit.module.css";
import type { Lifetime } from "./query";

export function Dearest({ report }: { report: Lifetime }) {
  const { t, n, format } = useI18n();
  const known = useQueries({
    queries: report.top.map(({ customer: id }) => ({
      queryKey: keys.customer(id),
      queryFn: () => call(http.GET("/api/v1/customers/{id}", { params: { path: { id } } })),
    })),
  });
  return (
    <section className={classes.section}>
      <h2 className={classes.title}>{t("reality.lifetime.top")}</h2>
      <ol className={classes.top}>
        {report.top.map((customer, index) => {
          const found = known[index]?.data;
          const name = found
            ? customerName(found, t)
            : t("customers.anonymous", { id: customer.customer.slice(-6) });
          return (
            <li key={customer.customer}>
              <Link to="/customers/$id" params={{ id: customer.customer }}>
                {name}
              </Link>
              <span className={classes.quiet} data-figures>
                {n("reality.lifetime.order", customer.purchases)} ·{" "}
                {t("reality.lifetime.still", { share: format.percent(customer.alive) })}
                {customer.lifetime_value != null &&
                  ` · ${t("reality.lifetime.worth", { value: format.number(customer.lifetime_value) })}`}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
