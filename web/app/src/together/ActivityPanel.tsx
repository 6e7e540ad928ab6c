/** What happened to the map, newest first. */
import { Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useI18n } from "../i18n";
import { useMap } from "../map/context";
import { PanelFrame } from "../map/panel/Panel";
import { LoadMore } from "../ui/paging";
import { Empty, Failed, Loading } from "../ui/States";
import { fieldKeys } from "./fields";
import { activityQuery, type Happened } from "./queries";
import classes from "./together.module.css";

function Entry({ entry }: { entry: Happened }) {
  const { t, word, format } = useI18n();
  const { journey, go } = useMap();
  const touchpoint = entry.entity.startsWith("tch_") ? entry.entity : undefined;
  const there = journey.stages.some(({ touchpoints }) =>
    touchpoints.some(({ id }) => id === touchpoint),
  );
  const name = entry.entity_name ?? "";
  const fields = Object.keys(entry.changes as object).flatMap((field) => {
    const key = fieldKeys[field];
    return key ? [t(key).toLocaleLowerCase(document.documentElement.lang)] : [];
  });
  return (
    <li className={classes.row}>
      <span className={classes.author}>{entry.actor}</span> {word("action", entry.action)}{" "}
      {touchpoint && there ? (
        <button
          type="button"
          className={classes.place}
          style={{ display: "inline", color: "inherit", fontWeight: 600 }}
          onClick={() => go({ panel: undefined, touchpoint })}
        >
          {name}
        </button>
      ) : (
        <span className={classes.author}>{name}</span>
      )}
      {fields.length > 0 && <span> ({format.list(fields)})</span>}
      <div>
        <time className={classes.when} dateTime={entry.at}>
          {format.ago(entry.at)}
        </time>
      </div>
    </li>
  );
}

export function ActivityPanel() {
  const { t } = useI18n();
  const { journey } = useMap();
  const found = useInfiniteQuery(activityQuery(journey.id));
  const entries = found.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <PanelFrame title={t("together.activity")}>
      {found.isPending && (
        <Loading>
          <Skeleton height={40} />
          <Skeleton height={40} mt="md" />
          <Skeleton height={40} mt="md" />
        </Loading>
      )}
      {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.isSuccess && entries.length === 0 && (
        <Empty title={t("together.activity.none")} text={t("together.activity.none.text")} />
      )}
      <ol className={classes.rows}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      <LoadMore query={found} />
    </PanelFrame>
  );
}
