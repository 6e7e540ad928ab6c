/** Where customers do not do what is drawn, as a list to go through and hand out. */
import { Button, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useI18n } from "../../i18n";
import { TOO_FEW } from "../../i18n/format";
import { useUser } from "../../session/session";
import { Defined } from "../../ui/Figure";
import { Empty, View } from "../../ui/States";
import { useReality } from "../context";
import { Export } from "../picture/Export";
import { type Drift, driftQuery } from "../queries";
import page from "../Reality.module.css";
import { type Todo, todos } from "../search";
import classes from "./Drift.module.css";
import { decisionsQuery } from "./decisions";
import { type Decision, type Finding, findingsOf, sorts, standsIn } from "./findings";
import { Row, useSays } from "./Row";

/** Findings of a sort that are told at first. */
const STEP = 8;

function Group(props: {
  sort: Finding["sort"];
  findings: readonly Finding[];
  decided: ReadonlyMap<string, Decision>;
}) {
  const { sort, findings } = props;
  const { t } = useI18n();
  const [most, setMost] = useState(STEP);
  if (findings.length === 0) return null;
  return (
    <section className={classes.group}>
      <h2 className={classes.title}>{t(`drift.${sort}.title`)}</h2>
      {sort !== "deviation" && <p className={classes.advice}>{t(`drift.${sort}.advice`)}</p>}
      <ul className={classes.rows}>
        {findings.slice(0, most).map((finding) => (
          <Row key={finding.key} finding={finding} decision={props.decided.get(finding.key)} />
        ))}
      </ul>
      {findings.length > most && (
        <Button variant="default" size="compact-sm" onClick={() => setMost(most * 3)}>
          {t("reality.paths.more")}
        </Button>
      )}
    </section>
  );
}

function Told(props: { report: Drift; decisions: readonly Decision[]; stale: boolean }) {
  const { report } = props;
  const { t, n, format } = useI18n();
  const { search, go } = useReality();
  const me = useUser();
  const says = useSays();
  if (report.customers < TOO_FEW) {
    return (
      <Empty
        title={t(report.customers === 0 ? "reality.empty.title" : "common.too_few")}
        text={t("reality.few", { count: report.customers })}
      />
    );
  }
  const decided = new Map(props.decisions.map((decision) => [decision.finding, decision]));
  const findings = findingsOf(report);
  const list = (todo: Todo) =>
    findings.filter((finding) => standsIn(finding, decided.get(finding.key), me.id).includes(todo));
  const todo = search.todo ?? "open";
  const shown = list(todo);
  const rows = () => [
    [
      t("reality.csv.share"),
      t("reality.csv.customers"),
      t("drift.finding"),
      t("drift.csv.state"),
      t("drift.csv.assignee"),
      t("drift.csv.reason"),
    ],
    ...findings.map((finding) => {
      const decision = decided.get(finding.key);
      return [
        finding.of > 0 ? finding.customers / finding.of : 0,
        finding.customers,
        says(finding),
        t(`drift.state.${decision?.state ?? "open"}`),
        decision?.assignee?.name ?? "",
        decision?.reason ?? "",
      ];
    }),
  ];
  return (
    <div className={props.stale ? page.stale : undefined}>
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
          <SegmentedControl
            size="xs"
            aria-label={t("drift.which")}
            value={todo}
            data={todos.map((one) => ({
              value: one,
              label: `${t(`drift.list.${one}`)} ${list(one).length}`,
            }))}
            onChange={(value) => go({ todo: todos.find((one) => one === value && one !== "open") })}
          />
          <Export name={t("reality.view.drift")} rows={rows} />
        </div>
      </div>
      {shown.length === 0 ? (
        <Empty title={t(`drift.empty.${todo}.title`)} text={t(`drift.empty.${todo}.text`)} />
      ) : (
        sorts.map((sort) => (
          <Group
            key={`${sort} ${todo}`}
            sort={sort}
            findings={shown.filter((finding) => finding.sort === sort)}
            decided={decided}
          />
        ))
      )}
    </div>
  );
}

export function DriftView() {
  const { question, journey } = useReality();
  const report = useQuery(driftQuery(question));
  const decisions = useQuery(decisionsQuery(journey.id));
  return (
    <View query={report}>
      {(data) => (
        <View query={decisions}>
          {(items) => <Told report={data} decisions={items} stale={report.isPlaceholderData} />}
        </View>
      )}
    </View>
  );
}
