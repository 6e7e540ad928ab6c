/** Where customers do not do what is drawn, as a list to go through. */
import { useQuery } from "@tanstack/react-query";
import type { components } from "../../api/schema";
import { useI18n } from "../../i18n";
import { TOO_FEW } from "../../i18n/format";
import { Defined } from "../../ui/Figure";
import { LinkButton } from "../../ui/LinkButton";
import { Empty, View } from "../../ui/States";
import { OpensBehind } from "../behind/Behind";
import { useReality } from "../context";
import { Export } from "../picture/Export";
import { type Drift, driftQuery } from "../queries";
import page from "../Reality.module.css";
import classes from "./Drift.module.css";

type Deviation = components["schemas"]["NamedDeviation"];
type Insertion = components["schemas"]["NamedInsertion"];

function useSays() {
  const { t, word } = useI18n();
  const name = (place: string | null | undefined) => place ?? "";
  return {
    deviation: ({ kind, touchpoint, after }: Deviation) =>
      t(after ? `drift.${kind}.after` : `drift.${kind}`, {
        touchpoint: name(touchpoint),
        after: name(after),
      }),
    insertion: ({ kind, before, after }: Insertion) => {
      const places = { kind: word("kind", kind), before: name(before), after: name(after) };
      if (before && after) return t("drift.new.between", places);
      return t(before ? "drift.new.after" : after ? "drift.new.before" : "drift.new", places);
    },
    advice: (kind: Deviation["kind"]) => t(`drift.${kind}.advice`),
  };
}

function Row(props: {
  says: string;
  advice: string;
  customers: number;
  share: number;
  figure: Parameters<typeof OpensBehind>[0]["figure"];
  add?: boolean;
}) {
  const { t, n, format } = useI18n();
  const { journey } = useReality();
  return (
    <li className={classes.row}>
      <span className={classes.share} data-figures>
        {format.percent(props.share)}
      </span>
      <div className={classes.what}>
        <p className={classes.says}>{props.says}</p>
        <p className={classes.advice}>
          <OpensBehind title={props.says} figure={props.figure}>
            {n("figures.customers", props.customers)}
          </OpensBehind>
          {" · "}
          {props.advice}
        </p>
      </div>
      <LinkButton
        to="/journeys/$id"
        params={{ id: journey.id }}
        search={props.add ? { panel: "unclaimed" } : {}}
        size="compact-sm"
        variant="default"
      >
        {t(props.add ? "drift.add" : "drift.look")}
      </LinkButton>
    </li>
  );
}

function Told({ report, stale }: { report: Drift; stale: boolean }) {
  const { t, n, format } = useI18n();
  const says = useSays();
  if (report.customers < TOO_FEW) {
    return (
      <Empty
        title={t(report.customers === 0 ? "reality.empty.title" : "common.too_few")}
        text={t("reality.few", { count: report.customers })}
      />
    );
  }
  const of = (customers: number) => customers / report.customers;
  const rows = () => [
    [t("reality.csv.share"), t("reality.csv.customers"), t("drift.finding")],
    ...report.deviations.map((found) => [
      of(found.customers),
      found.customers,
      says.deviation(found),
    ]),
    ...report.unclaimed.map((found) => [
      of(found.customers),
      found.customers,
      says.insertion(found),
    ]),
  ];
  return (
    <div className={stale ? page.stale : undefined}>
      <div className={page.bar}>
        <p className={page.summary}>
          <strong>{n("figures.customers", report.customers)}</strong>
          {report.fitness != null && (
            <>
              {" · "}
              <Defined definition={t("drift.fitness.def")}>
                {t("drift.fitness", { share: format.percent(report.fitness) })}
              </Defined>
            </>
          )}
        </p>
        <div className={page.end}>
          <Export name={t("reality.view.drift")} rows={rows} />
        </div>
      </div>
      {report.unclaimed.length > 0 && (
        <section className={classes.group}>
          <h2 className={classes.title}>{t("drift.new.title")}</h2>
          <ul className={classes.rows}>
            {report.unclaimed.slice(0, 12).map((found) => (
              <Row
                key={`${found.before}\n${found.kind}\n${found.after}`}
                says={says.insertion(found)}
                advice={t("drift.new.advice")}
                customers={found.customers}
                share={of(found.customers)}
                figure={{
                  report: "drift",
                  of: {
                    unclaimed: found.kind,
                    before: found.before ?? undefined,
                    after: found.after ?? undefined,
                  },
                }}
                add
              />
            ))}
          </ul>
        </section>
      )}
      {report.unreached.length > 0 && (
        <section className={classes.group}>
          <h2 className={classes.title}>{t("drift.unreached.title")}</h2>
          <p className={classes.advice}>
            {format.list(report.unreached.map(({ name }) => name))}. {t("drift.unreached.advice")}
          </p>
        </section>
      )}
      <section className={classes.group}>
        <h2 className={classes.title}>{t("drift.deviations.title")}</h2>
        <ul className={classes.rows}>
          {report.deviations.slice(0, 20).map((found) => (
            <Row
              key={`${found.kind}\n${found.touchpoint}\n${found.after}`}
              says={says.deviation(found)}
              advice={says.advice(found.kind)}
              customers={found.customers}
              share={of(found.customers)}
              figure={{
                report: "drift",
                of: {
                  kind: found.kind,
                  touchpoint: found.touchpoint ?? undefined,
                  after: found.after ?? undefined,
                },
              }}
            />
          ))}
        </ul>
      </section>
    </div>
  );
}

export function DriftView() {
  const { question } = useReality();
  const report = useQuery(driftQuery(question));
  return (
    <View query={report}>{(data) => <Told report={data} stale={report.isPlaceholderData} />}</View>
  );
}
