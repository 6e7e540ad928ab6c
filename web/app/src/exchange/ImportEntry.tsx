/** The way to a new journey out of a file, among the others. */
import { Menu } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useI18n } from "../i18n";

export function ImportEntry(props: { main: string; sub: string }) {
  const { t } = useI18n();
  return (
    <Menu.Item
      component={Link}
      to="/journeys/import"
      leftSection={<IconFileImport size={20} stroke={1.6} aria-hidden="true" />}
    >
      <span className={props.main}>
        {t("exchange.new")}
        <span className={props.sub}>{t("exchange.new.text")}</span>
      </span>
    </Menu.Item>
  );
}
