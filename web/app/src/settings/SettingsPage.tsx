/** The settings' own navigation beside the chosen page. */
import { Title } from "@mantine/core";
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { Role } from "../api/types";
import { useI18n } from "../i18n";
import { atLeast, useUser } from "../session/session";
import { Empty } from "../ui/States";
import classes from "./Settings.module.css";

const pages = [
  { to: "/settings/profile", label: "settings.profile", role: "viewer" },
  { to: "/settings/notices", label: "settings.notices", role: "viewer" },
  { to: "/settings/sources", label: "settings.sources", role: "admin" },
  { to: "/settings/users", label: "settings.users", role: "admin" },
  { to: "/settings/teams", label: "teams.title", role: "admin" },
  { to: "/settings/tokens", label: "settings.tokens", role: "admin" },
  { to: "/settings/log", label: "settings.log", role: "admin" },
  { to: "/settings/audit", label: "settings.audit", role: "admin" },
  { to: "/settings/system", label: "settings.system", role: "admin" },
] as const satisfies { role: Role; to: string; label: string }[];

export function SettingsPage() {
  const { t } = useI18n();
  const user = useUser();
  const path = useLocation({ select: (location) => location.pathname });
  const current = pages.find((page) => path.startsWith(page.to));
  // On narrow screens the pages stand in one row, wider than the screen.
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!current) return;
    nav.current
      ?.querySelector(`a[href="${current.to}"]`)
      ?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [current]);
  const allowed = !current || atLeast(user, current.role);
  return (
    <div className={classes.settings}>
      <nav ref={nav} className={classes.nav} aria-label={t("settings.title")}>
        <Title order={2} fz="lg" className={classes.navTitle}>
          {t("settings.title")}
        </Title>
        <ul>
          {pages
            .filter((page) => atLeast(user, page.role))
            .map((page) => (
              <li key={page.to}>
                <Link
                  to={page.to}
                  activeOptions={{ exact: true }}
                  className={classes.link}
                  aria-current={page === current ? "page" : undefined}
                >
                  {t(page.label)}
                </Link>
              </li>
            ))}
        </ul>
      </nav>
      <div className={classes.page}>
        {allowed ? <Outlet /> : <Empty title={t("settings.not_allowed")} />}
      </div>
    </div>
  );
}
