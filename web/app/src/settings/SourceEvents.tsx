/** The last events of a source as they arrive, each with its outcome and its payload. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { SourceEvent } from "../api/types";
import { useI18n } from "../i18n";
import { View } from "../ui/States";
import classes from "./Settings.module.css";

function Event({ event }: { event: SourceEvent }) {
  const { t, format } = useI18n();
  return (
    <li>
      <details className={classes.event}>
        <summary>
          <time dateTime={event.received_at} className={classes.sub}>
            {format.time(event.received_at)}
          </time>
          <span className={classes.outcome} data-outcome={event.outcome}>
            {t(`source.events.outcome.${event.outcome}`)}
          </span>
          <span>
            <span className={classes.name}>{event.name ?? event.type}</span>{" "}
            {event.name && <span className={classes.sub}>{event.type}</span>}
          </span>
          {event.reason && <span className={classes.reason}>{event.reason}</span>}
        </summary>
        {event.customer_id && (
          <Link to="/customers/$id" params={{ id: event.customer_id }} className={classes.summary}>
            {t("source.events.customer")}
          </Link>
        )}
        <pre className={classes.json}>{JSON.stringify(event.payload, null, 2)}</pre>
      </details>
    </li>
  );
}

export function SourceEvents({ id }: { id: string }) {
  const { t } = useI18n();
  const events = useQuery({
    queryKey: keys.sourceEvents(id),
    queryFn: ({ signal }) =>
      call(http.GET("/api/v1/sources/{id}/events", { params: { path: { id } }, signal })),
  });
  return (
    <View query={events}>
      {({ items }) =>
        items.length === 0 ? (
          <p className={classes.sub}>{t("source.events.none")}</p>
        ) : (
          <ol className={classes.rows} data-dense>
            {items.map((event) => (
              <Event key={event.seq} event={event} />
            ))}
          </ol>
        )
      }
    </View>
  );
}
