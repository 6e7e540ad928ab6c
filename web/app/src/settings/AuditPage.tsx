/** Who changed what, newest first. */
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { AuditEntry } from "../api/types";
import { useI18n } from "../i18n";
import { Page } from "../ui/Page";
import { LoadMore, usePaged } from "../ui/paging";
import { Empty, View } from "../ui/States";
import classes from "./Settings.module.css";

/** What says all without naming whom or what it was about: there is only one. */
const alone = new Set([
  "user.signed_in",
  "user.signed_out",
  "system.time_zone_set",
  "log.settings_set",
]);

function Entry({ entry }: { entry: AuditEntry }) {
  const { t, word, format } = useI18n();
  const changed = Object.keys(entry.changes).length > 0;
  return (
    <li>
      <div className={classes.main}>
        <div>
          <span className={classes.name}>{entry.actor}</span>{" "}
          {entry.actor_kind !== "user" && (
            <span className={classes.sub}>({t(`audit.kind.${entry.actor_kind}`)})</span>
          )}{" "}
          {word("action", entry.action)} {/* “Camille signed in” needs no second Camille. */}
          {!alone.has(entry.action) && (
            <span className={classes.name}>{entry.entity_name ?? entry.entity}</span>
          )}
        </div>
        {changed && (
          <details>
            <summary className={classes.summary}>{t("audit.changes")}</summary>
            <pre className={classes.json}>{JSON.stringify(entry.changes, null, 2)}</pre>
          </details>
        )}
      </div>
      <time className={classes.sub} dateTime={entry.at}>
        {format.dateTime(entry.at)}
      </time>
    </li>
  );
}

export function AuditPage() {
  const { t } = useI18n();
  const entries = usePaged(keys.audit, (cursor) =>
    call(http.GET("/api/v1/audit", { params: { query: { cursor } } })),
  );
  return (
    <Page title={t("settings.audit")} lead={t("audit.lead")}>
      <View query={entries}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={t("audit.none")} />
          ) : (
            <>
              <ol className={classes.rows} data-dense>
                {items.map((entry) => (
                  <Entry key={entry.id} entry={entry} />
                ))}
              </ol>
              <LoadMore query={entries} />
            </>
          )
        }
      </View>
    </Page>
  );
}
