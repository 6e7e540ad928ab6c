/** The heat map: a table one walks through with arrow keys, each cell told above it. */
import { type KeyboardEvent, useState } from "react";
import { useI18n } from "../../i18n";
import { Defined } from "../../ui/Figure";
import { OpensBehind, useBehind } from "../behind/Behind";
import { useReality } from "../context";
import classes from "./Cohorts.module.css";
import type { Grid, HeatCell } from "./grid";
import { depthOf, depths, INK_TURNS } from "./heat";
import { cohortsAsked } from "./query";
import { useCohortWords } from "./words";

/** The ground of a cell; none where its share is not sure. */
export function groundOf(cell: HeatCell, top: number) {
  const depth = cell.few || cell.open ? -1 : depthOf(cell.share, top);
  const mix = depths[depth];
  return mix === undefined
    ? { ground: undefined, turned: false }
    : {
        ground: `color-mix(in srgb, var(--pc-primary) ${mix}%, var(--pc-page))`,
        turned: depth >= INK_TURNS,
      };
}

const STEPS: Record<string, readonly [row: number, column: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function walk(event: KeyboardEvent<HTMLTableElement>): void {
  const { row, column } = (event.target as HTMLElement).dataset;
  if (row === undefined || column === undefined) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    (event.target as HTMLElement).click();
  }
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  const next = `[data-row="${Number(row) + step[0]}"][data-column="${Number(column) + step[1]}"]`;
  event.currentTarget.querySelector<HTMLElement>(next)?.focus();
}

export function HeatTable({ grid, caption }: { grid: Grid; caption: string }) {
  const { t, format } = useI18n();
  const words = useCohortWords();
  const { search, places } = useReality();
  const open = useBehind();
  const figure = (name: string | null, offset?: number) => ({
    report: "cohorts" as const,
    of: { ...cohortsAsked(search, places), cohort: name ?? "", offset },
  });
  const [at, setAt] = useState<{ row: number; column: number } | null>(null);
  const { columns, rows, average, top } = grid;
  const row = at && rows[at.row];
  const cell = at && row?.cells[at.column];
  const first = rows.findIndex(({ cells, few }) => !few && cells[0]);
  return (
    <>
      <p className={classes.told} aria-hidden="true">
        {row && cell
          ? words.cell(row, columns[at.column] ?? 0, cell)
          : t(words.dated ? "reality.cohorts.hint" : "reality.cohorts.hint.mixed")}
      </p>
      <section className={classes.frame} aria-label={caption}>
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: arrow keys walk through its cells */}
        <table role="grid" className={classes.heat} onKeyDown={walk} data-figures>
          <thead>
            <tr>
              <th scope="col" className={classes.name}>
                {t(words.dated ? `reality.cohorts.row.${words.every}` : "reality.cohorts.row")}
              </th>
              <th scope="col" className={classes.size}>
                <Defined definition={t("reality.cohorts.size.why")}>
                  {t("reality.cohorts.size")}
                </Defined>
              </th>
              {columns.map((offset) => (
                <th key={offset} scope="col" aria-label={words.after(offset)}>
                  {words.head(offset)}
                </th>
              ))}
            </tr>
            <tr className={classes.average}>
              <th scope="row" className={classes.name}>
                <Defined definition={t("reality.cohorts.average.why")}>
                  {t("reality.cohorts.average")}
                </Defined>
              </th>
              <td className={classes.size}>
                {format.number(rows.reduce((sum, { customers }) => sum + customers, 0))}
              </td>
              {average.map((share, column) => (
                <td key={columns[column]}>{share === null ? "–" : format.percent(share)}</td>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((item, index) => (
              <tr key={item.name}>
                <th scope="row" className={classes.name}>
                  {words.row(item)}
                </th>
                <td className={classes.size}>
                  <OpensBehind title={words.row(item)} figure={figure(item.name)}>
                    {format.number(item.customers)}
                  </OpensBehind>
                </td>
                {item.few && (
                  <td className={classes.few} colSpan={columns.length}>
                    {t("common.too_few")}
                  </td>
                )}
                {(item.few ? [] : item.cells).map((found, column) => {
                  const key = columns[column];
                  if (!found) return <td key={key} />;
                  const { ground, turned } = groundOf(found, top);
                  const here = at ? at.row === index && at.column === column : false;
                  const look = () => setAt({ row: index, column });
                  return (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: the table hears the keys of all of them
                    <td
                      key={key}
                      className={classes.cell}
                      data-row={index}
                      data-column={column}
                      data-open={found.open || undefined}
                      data-few={found.few || undefined}
                      data-turned={turned || undefined}
                      style={{ background: ground }}
                      // One stop of the Tab key for all of them.
                      tabIndex={here || (at === null && index === first && column === 0) ? 0 : -1}
                      aria-label={words.cell(item, key ?? 0, found)}
                      onFocus={look}
                      onMouseEnter={look}
                      onClick={() =>
                        open({
                          title: `${words.row(item)} · ${words.after(key ?? 0)}`,
                          figure: figure(item.name, key),
                        })
                      }
                    >
                      {words.share(found)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
