/** The ways to a new journey: with a guide, from a template, from what customers already do. */
import { Button, Menu } from "@mantine/core";
import { IconChartDots, IconPlus, IconRoute, IconTemplate } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useI18n, withLater } from "../i18n";
import classes from "./JourneysPage.module.css";

// Its words come with it.
const ImportEntry = lazy(() =>
  withLater(import("../exchange/ImportEntry")).then((m) => ({ default: m.ImportEntry })),
);

const WAYS = [
  { key: "steps", to: "/journeys/first", icon: IconRoute },
  { key: "template", to: "/journeys?new=true", icon: IconTemplate },
  { key: "data", to: "/journeys/from-data", icon: IconChartDots },
] as const;

export function NewMenu() {
  const { t } = useI18n();
  return (
    <Menu width={290}>
      <Menu.Target>
        <Button leftSection={<IconPlus size={16} />}>{t("journeys.new")}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {WAYS.map((way) => (
          <Menu.Item
            key={way.key}
            component={Link}
            to={way.to}
            leftSection={<way.icon size={20} stroke={1.6} aria-hidden="true" />}
          >
            <span className={classes.main}>
              {t(`atlas.new.${way.key}`)}
              <span className={classes.sub}>{t(`atlas.new.${way.key}.text`)}</span>
            </span>
          </Menu.Item>
        ))}
        <Suspense fallback={null}>
          <ImportEntry main={classes.main ?? ""} sub={classes.sub ?? ""} />
        </Suspense>
      </Menu.Dropdown>
    </Menu>
  );
}
