/** How the log is and how large: a sentence, a bar of what lies where, the figures. */
import { IconAlertTriangle, IconCircleCheck, IconRefresh } from "@tabler/icons-react";
import type { LogSettings, LogStatus } from "../../api/types";
import { useI18n } from "../../i18n";
import { Figure } from "../../ui/Figure";
import classes from "./Log.module.css";
import { health } from "./wording";

const icons = { fine: IconCircleCheck, busy: IconRefresh, faulty: IconAlertTriangle } as const;

/** Sealed and hot rows as one length. */
function Bar({ status, settings }: { status: LogStatus; settings: LogSettings | undefined }) {
  const { t, format } = useI18n();
  const { sealed_rows: sealed, hot_rows: hot } = status;
  const share = (rows: number) => format.percent(rows / (sealed + hot));
  return (
    <>
      <div
        className={classes.bar}
        role="img"
        aria-label={t("log.bar.label", { sealed: share(sealed), hot: share(hot) })}
      >
        {sealed > 0 && <span data-part="sealed" style={{ flexGrow: sealed }} />}
        {hot > 0 && <span data-part="hot" style={{ flexGrow: hot }} />}
      </div>
      <ul className={classes.legend} data-figures>
        <li data-part="sealed">
          {t("log.bar.sealed")} <strong>{format.number(sealed)}</strong>
        </li>
        <li data-part="hot">
          {t("log.bar.hot")} <strong>{format.number(hot)}</strong>
          {settings && hot <= settings.seal_rows && (
            <span className={classes.muted}>
              {" · "}
              {t("log.bar.next", { count: settings.seal_rows })}
            </span>
          )}
        </li>
      </ul>
    </>
  );
}

export function Size(props: {
  status: LogStatus;
  settings: LogSettings | undefined;
  faults: number | null;
}) {
  const i18n = useI18n();
  const { t, format } = i18n;
  const { status, settings } = props;
  const { verdict, text } = health(status, settings, props.faults, i18n);
  const Icon = icons[verdict];
  const each = status.sealed_rows > 0 ? status.segment_bytes / status.sealed_rows : null;
  return (
    <>
      <p className={classes.health}>
        <Icon size={22} aria-hidden="true" className={classes.icon} data-verdict={verdict} />
        <span>{text}</span>
      </p>
      <Bar status={status} settings={settings} />
      <div className={classes.figures}>
        <Figure
          label={t("log.figure.rows")}
          definition={t("log.figure.rows.def")}
          value={format.number(status.sealed_rows + status.hot_rows)}
        />
        <Figure
          label={t("log.figure.files")}
          definition={t("log.figure.files.def")}
          value={format.number(status.segments)}
        />
        <Figure
          label={t("log.figure.size")}
          definition={t("log.figure.size.def")}
          value={format.bytes(status.segment_bytes)}
        />
        <Figure
          label={t("log.figure.each")}
          definition={t("log.figure.each.def")}
          value={each === null ? "–" : format.bytes(each)}
        />
        <Figure
          label={t("log.figure.known")}
          definition={t("log.figure.known.def", { size: format.bytes(status.remembered_bytes) })}
          value={format.number(status.remembered_messages)}
        />
      </div>
    </>
  );
}
