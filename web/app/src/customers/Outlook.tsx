/** What customers on the same way did next, and how many of them reached the goal. */
import { useQuery } from "@tanstack/react-query";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { components } from "../api/schema";
import { useI18n } from "../i18n";
import { Defined } from "../ui/Figure";
import { Loading, RowsSkeleton, View } from "../ui/States";
import classes from "./Standing.module.css";

type Schemas = components["schemas"];

function Next({ next }: { next: Schemas["NextReport"] }) {
  const { t, n, format } = useI18n();
  if (next.abstained || next.steps.length === 0) {
    return <p className={classes.quiet}>{t("outlook.few")}</p>;
  }
  return (
    <ol className={classes.steps}>
      {next.steps.map((step) => (
        <li key={step.end ? "" : step.name}>
          <span>{step.end ? t("outlook.end") : step.name}</span>
          <Defined
            definition={t("outlook.next.def", {
              support: n("outlook.cases", step.support),
              all: n("outlook.cases", next.support),
            })}
          >
            {format.percent(step.probability)}
          </Defined>
          <span className={classes.bar} aria-hidden="true">
            <span style={{ width: `${step.probability * 100}%` }} />
          </span>
        </li>
      ))}
    </ol>
  );
}

/** A share with its interval, drawn on a line from 0 to 100 %. */
function Interval({ value, low, high }: { value: number; low: number; high: number }) {
  const at = (share: number) => `${share * 100}%`;
  return (
    <span className={classes.interval} aria-hidden="true">
      <span style={{ left: at(low), width: at(high - low) }} />
      <i style={{ left: at(value) }} />
    </span>
  );
}

function Goal({ goal }: { goal: NonNullable<Schemas["Outlook"]["goal"]> }) {
  const { t, n, format } = useI18n();
  const { probability } = goal;
  if (!goal.enough || !probability) {
    return <p className={classes.quiet}>{t("outlook.goal.few")}</p>;
  }
  // What differs by no more than chance is not told as a help.
  const helps = goal.steps.filter(({ distinguishable, name }) => distinguishable && name);
  return (
    <>
      <p className={classes.where}>
        <Defined
          definition={t("outlook.goal.def", { customers: n("outlook.customers", goal.customers) })}
        >
          <strong>{format.percent(probability.value)}</strong>
        </Defined>{" "}
        {t("outlook.goal.between", {
          low: format.percent(probability.low),
          high: format.percent(probability.high),
        })}
        {goal.median_seconds != null &&
          ` · ${t("outlook.goal.in", { time: format.duration(goal.median_seconds) })}`}
      </p>
      <Interval {...probability} />
      {helps.slice(0, 2).map((step) => (
        <p key={step.name} className={classes.quiet}>
          {t((step.difference?.value ?? 0) > 0 ? "outlook.goal.more" : "outlook.goal.less", {
            name: step.name ?? "",
            share: format.percent(step.probability?.value ?? 0),
            customers: n("outlook.customers", step.customers),
          })}
        </p>
      ))}
    </>
  );
}

export function Outlook(props: { customer: string; journey: string; reached: boolean }) {
  const { customer: id, journey } = props;
  const { t } = useI18n();
  const outlook = useQuery({
    queryKey: [...keys.customer(id), "outlook", journey],
    queryFn: ({ signal }) =>
      call(
        http.GET("/api/v1/customers/{id}/next-step", {
          params: { path: { id }, query: { journey } },
          signal,
        }),
      ),
  });
  return (
    <View
      query={outlook}
      skeleton={
        <Loading>
          <RowsSkeleton rows={1} height={64} />
        </Loading>
      }
    >
      {({ next, goal }) => (
        <div className={classes.outlook}>
          <section>
            <h4 className={classes.title}>{t("outlook.next")}</h4>
            {next ? <Next next={next} /> : <p className={classes.quiet}>{t("outlook.few")}</p>}
          </section>
          {!props.reached && (
            <section>
              <h4 className={classes.title}>{t("outlook.goal")}</h4>
              {goal ? (
                <Goal goal={goal} />
              ) : (
                <p className={classes.quiet}>{t("outlook.goal.none")}</p>
              )}
            </section>
          )}
        </div>
      )}
    </View>
  );
}
