/** Whether to trust the models, why not, what to do, and their parameters for those who ask. */
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useI18n } from "../../i18n";
import classes from "./Credit.module.css";
import type { Lifetime } from "./query";

const PARAMETERS = ["r", "alpha", "a", "b"] as const;
const GREEK = { r: "r", alpha: "α", a: "a", b: "b" } as const;

/** What can be done about a doubt; others call for the same as a model that does not settle. */
const REMEDIES = ["few_repeaters", "value_follows_frequency", "no_mean_value"] as const;

function Parameters({ report }: { report: Lifetime }) {
  const { t, format } = useI18n();
  const { parameters, standard_errors: errors, gamma_gamma: worth } = report;
  // Four digits that count: parameters may be any size.
  const short = (value: number) => format.value(Number(value.toPrecision(3)));
  const fact = (name: string, value: number, error: number | undefined) => (
    <div key={name}>
      <dt>{name}</dt>
      <dd>{error === undefined ? short(value) : `${short(value)} ± ${short(error)}`}</dd>
    </div>
  );
  return (
    <details className={classes.details}>
      <summary>{t("reality.lifetime.parameters")}</summary>
      <p className={classes.aside}>
        {t("reality.lifetime.models", { model: report.model.toUpperCase().replace("-", "/") })}
        {!errors && ` ${t("reality.lifetime.flat")}`}
      </p>
      <dl className={classes.facts} data-figures>
        {PARAMETERS.map((name) => fact(GREEK[name], parameters[name], errors?.[name]))}
        {worth &&
          (["p", "q", "v"] as const).map((name, index) =>
            fact(name, worth[name], worth.standard_errors?.[index]),
          )}
        {fact(t("reality.lifetime.likelihood"), report.log_likelihood, undefined)}
        {report.correlation != null &&
          fact(t("reality.lifetime.correlation"), report.correlation, undefined)}
      </dl>
    </details>
  );
}

export function HowSure({ report }: { report: Lifetime }) {
  const { t, n } = useI18n();
  const { trusted, doubts, repeaters, customers } = report;
  const base = t("reality.lifetime.rests", {
    repeaters: n("figures.customers", repeaters),
    customers: n("figures.customers", customers),
  });
  const remedies = [
    ...new Set(
      doubts.map(({ code }) => REMEDIES.find((known) => known === code) ?? ("unsettled" as const)),
    ),
  ];
  return (
    <section className={classes.sure} data-trusted={trusted || undefined}>
      <h2 className={classes.sureTitle}>
        {trusted ? (
          <IconCircleCheck size={18} aria-hidden="true" />
        ) : (
          <IconAlertTriangle size={18} aria-hidden="true" />
        )}
        {t(trusted ? "reality.lifetime.trusted" : "reality.lifetime.careful")}
      </h2>
      {doubts.length > 0 && (
        <ul>
          {doubts.map(({ code, text }) => (
            <li key={code}>{text}</li>
          ))}
        </ul>
      )}
      {remedies.map((remedy) => (
        <p key={remedy}>{t(`reality.lifetime.remedy.${remedy}`)}</p>
      ))}
      <p>{base}</p>
      <Parameters report={report} />
    </section>
  );
}
