/** The rail on the left (a bar at the bottom of narrow screens): places, search, help, account. */
import { Menu, Tooltip, useMantineColorScheme } from "@mantine/core";
import {
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSearch,
  IconSun,
  IconUserCircle,
} from "@tabler/icons-react";
import { Link, useLocation } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useI18n } from "../i18n";
import { useSignOut, useUser } from "../session/session";
import { Logo } from "../ui/Logo";
import { isCurrent, places } from "./places";
import classes from "./Shell.module.css";

const Bell = lazy(() => import("../together/Bell").then((m) => ({ default: m.Bell })));

function Account() {
  const { t } = useI18n();
  const user = useUser();
  const signOut = useSignOut();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const themes = [
    { value: "light", icon: <IconSun size={16} /> },
    { value: "dark", icon: <IconMoon size={16} /> },
    { value: "auto", icon: <IconDeviceDesktop size={16} /> },
  ] as const;
  return (
    <Menu position="right-end">
      <Menu.Target>
        <button
          type="button"
          className={classes.place}
          aria-label={t("shell.account", { name: user.name })}
        >
          <span className={classes.avatar} aria-hidden="true">
            {user.name.charAt(0).toLocaleUpperCase()}
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{user.email}</Menu.Label>
        <Menu.Item
          leftSection={<IconUserCircle size={16} />}
          component={Link}
          to="/settings/profile"
        >
          {t("shell.profile")}
        </Menu.Item>
        <Menu.Divider />
        {themes.map((theme) => (
          <Menu.Item
            key={theme.value}
            leftSection={theme.icon}
            aria-current={colorScheme === theme.value || undefined}
            rightSection={colorScheme === theme.value ? "✓" : undefined}
            onClick={() => setColorScheme(theme.value)}
          >
            {t(`shell.theme.${theme.value}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => signOut.mutate()}>
          {t("shell.sign_out")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

export function Rail(props: { onPalette: () => void; onHelp: () => void }) {
  const { t } = useI18n();
  const path = useLocation({ select: (location) => location.pathname });
  return (
    <nav className={classes.rail} aria-label={t("nav.label")}>
      <Link to="/" className={classes.home} aria-label={t("app.name")}>
        <Logo />
      </Link>
      <ul className={classes.places}>
        {places.map((place) => (
          <li key={place.to} className={place.narrow ? undefined : classes.onlyWide}>
            <Link
              to={place.to}
              // The router's own idea of “active” is by prefix; ours is isCurrent.
              activeOptions={{ exact: true }}
              className={classes.place}
              aria-current={isCurrent(place, path) ? "page" : undefined}
            >
              <place.icon size={20} stroke={1.6} aria-hidden="true" />
              <span className={classes.label}>{t(place.label)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <div className={`${classes.foot} ${classes.onlyWide}`}>
        <Suspense fallback={null}>
          <Bell />
        </Suspense>
        <Tooltip label={`${t("shell.palette")} (⌘K)`} position="right">
          <button type="button" className={classes.place} onClick={props.onPalette}>
            <IconSearch size={20} stroke={1.6} aria-hidden="true" />
            <span className={classes.label}>{t("shell.palette.short")}</span>
          </button>
        </Tooltip>
        <Tooltip label={`${t("shell.help")} (?)`} position="right">
          <button
            type="button"
            className={classes.place}
            aria-label={t("shell.help")}
            onClick={props.onHelp}
          >
            <IconKeyboard size={20} stroke={1.6} aria-hidden="true" />
          </button>
        </Tooltip>
        <Account />
      </div>
    </nav>
  );
}
