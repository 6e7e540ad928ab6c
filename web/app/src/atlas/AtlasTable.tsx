/** All journeys as one table, sub-journeys under those that open into them. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { JourneySummary } from "../api/types";
import { useI18n } from "../i18n";
import { Empty } from "../ui/States";
import classes from "./Atlas.module.css";
import { AtlasRow } from "./AtlasRow";
import { atlasQuery } from "./api";
import { Filters } from "./Filters";
import { filtered, sorted, tree } from "./model";
import type { AtlasSearch } from "./search";

const COLUMNS = ["journey", "owner", "status", "health", "goal", "evidence", "review"] as const;

export function AtlasTable(props: {
  journeys: JourneySummary[];
  search: AtlasSearch;
  onSearch: (changes: AtlasSearch) => void;
}) {
  const { t } = useI18n();
  const { journeys, search, onSearch } = props;
  // Figures come after the list: names and owners need not wait for them.
  const atlas = useQuery(atlasQuery);
  const all = journeys.map((journey) => ({ journey, entry: atlas.data?.get(journey.id) }));
  const rows = tree(sorted(filtered(all, search), search.sort));
  return (
    <>
      <Filters journeys={journeys} search={search} onChange={onSearch} />
      {atlas.isError && <p className={classes.notice}>{t("atlas.figures.failed")}</p>}
      {rows.length === 0 ? (
        <Empty
          title={t("atlas.nothing.title")}
          text={t("atlas.nothing.text")}
          action={
            <Button
              variant="default"
              onClick={() =>
                onSearch({ q: undefined, owner: undefined, status: undefined, persona: undefined })
              }
            >
              {t("atlas.clear")}
            </Button>
          }
        />
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} scope="col">
                  {t(`atlas.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <AtlasRow key={row.journey.id} row={row} waiting={atlas.isPending} />
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
