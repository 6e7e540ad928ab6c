/** In the rail: whether there is something one should know. */
import { IconBell } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { useI18n } from "../i18n";
import shell from "../shell/Shell.module.css";
import { noticesQuery } from "./queries";
import classes from "./together.module.css";

const MOST = 99;

export function Bell() {
  const { t, n } = useI18n();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const unread = useInfiniteQuery(noticesQuery).data?.pages[0]?.unread ?? 0;
  return (
    <Link
      to="/notices"
      className={`${shell.place} ${classes.bell}`}
      aria-current={path === "/notices" ? "page" : undefined}
      aria-label={unread > 0 ? n("notices.unread", unread) : t("notices.short")}
    >
      <IconBell size={20} stroke={1.6} aria-hidden="true" />
      <span className={shell.label}>{t("notices.short")}</span>
      {unread > 0 && (
        <span className={classes.count} aria-hidden="true">
          {unread > MOST ? `${MOST}+` : unread}
        </span>
      )}
    </Link>
  );
}
