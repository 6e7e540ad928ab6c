/** Whether customers come back: those who began together, period after period. */
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef } from "react";
import { useI18n } from "../../i18n";
import { Empty, View } from "../../ui/States";
import { useReality } from "../context";
import { Export } from "../picture/Export";
import { TablePicture } from "../picture/TablePicture";
import page from "../Reality.module.css";
import classes from "./Cohorts.module.css";
import { Controls } from "./Controls";
import { gridOf } from "./grid";
import { groundOf, HeatTable } from "./HeatTable";
import { Legend } from "./Legend";
import { type CohortsReport, cohortsAsked, cohortsQuery } from "./query";
import { useCohortWords } from "./words";

function Shape() {
  return (
    <>
      <Skeleton height={22} width="min(34rem, 90%)" mt="lg" mb="md" />
      {Array.from({ length: 9 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical placeholders
        <Skeleton key={row} height={28} width={`${100 - row * 8}%`} maw={1100} mb={4} />
      ))}
    </>
  );
}

function HeatMap({ report }: { report: CohortsReport }) {
  const { t, n, format } = useI18n();
  const { search } = useReality();
  const words = useCohortWords();
  const picture = useRef<SVGSVGElement>(null);
  const grid = useMemo(() => gridOf(report, words.dated), [report, words.dated]);
  if (report.customers === 0) {
    return <Empty title={t("reality.empty.title")} text={t("reality.empty.text")} />;
  }
  if (grid.columns.length === 0) {
    return (
      <Empty title={t("reality.cohorts.early.title")} text={t("reality.cohorts.early.text")} />
    );
  }
  const title = words.says(grid) ?? t("reality.cohorts.unsure");
  const rows = () => [
    [
      t("reality.cohorts.row"),
      t("reality.csv.after"),
      t("reality.csv.back"),
      t("reality.csv.of"),
      t("reality.csv.share"),
    ],
    ...report.cohorts.flatMap(({ name, retained }) =>
      retained.map(({ offset, customers, of, share }) => [name, offset, customers, of, share]),
    ),
  ];
  return (
    <>
      <div className={page.bar}>
        <div className={classes.sentence}>
          <p className={classes.says}>{title}</p>
          <p className={classes.base}>
            {n("figures.customers", report.customers)}
            {report.never > 0 && ` · ${n("reality.cohorts.never", report.never)}`}
            {search.cases === "session" && ` · ${t("reality.customers_only")}`}
          </p>
        </div>
        <div className={page.end}>
          <Export name={t("reality.view.cohorts")} picture={picture} rows={rows} />
        </div>
      </div>
      <HeatTable grid={grid} caption={t("reality.view.cohorts")} />
      <Legend top={grid.top} />
      <TablePicture
        ref={picture}
        title={title}
        columns={[t("reality.cohorts.size"), ...grid.columns.map(words.head)]}
        rows={grid.rows.map((row) => ({
          name: words.row(row),
          cells: [
            { text: format.number(row.customers) },
            ...row.cells.map(
              (cell) => cell && { text: words.share(cell), ...groundOf(cell, grid.top) },
            ),
          ],
        }))}
        column={72}
      />
    </>
  );
}

export function CohortsView() {
  const { places, question, search } = useReality();
  const report = useQuery(cohortsQuery(question, cohortsAsked(search, places)));
  return (
    <>
      <Controls />
      <View query={report} skeleton={<Shape />}>
        {(data) => (
          <div className={report.isPlaceholderData ? page.stale : undefined}>
            <HeatMap report={data} />
          </div>
        )}
      </View>
    </>
  );
}
