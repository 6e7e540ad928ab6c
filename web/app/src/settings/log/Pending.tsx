/** What upkeep still has to do, in words. It does so by itself. */
import { Link } from "@tanstack/react-router";
import type { LogSettings, LogStatus } from "../../api/types";
import { useI18n } from "../../i18n";
import classes from "./Log.module.css";
import { backlog, pendingInWords } from "./wording";

export function Pending(props: { status: LogStatus; settings: LogSettings | undefined }) {
  const i18n = useI18n();
  const { t, n, format } = i18n;
  const { status } = props;
  const behind = backlog(status, props.settings);
  const lines = pendingInWords(status, i18n);
  return (
    <>
      {behind === 0 && lines.length === 0 ? (
        <p className={classes.line}>{t("log.pending.none")}</p>
      ) : (
        <ul className={classes.lines}>
          {behind > 0 && (
            <li>
              {n("log.pending.backlog", behind)}{" "}
              <Link to="/settings/system" className={classes.link}>
                {t("log.pending.backlog.why")}
              </Link>
            </li>
          )}
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {status.last_switch_at && (
        <p className={classes.note}>
          {t("log.pending.last", { when: format.ago(status.last_switch_at) })}
        </p>
      )}
    </>
  );
}
