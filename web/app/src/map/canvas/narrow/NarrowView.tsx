/** How large and how much: what a narrow screen has instead of zoom. Entries of the view's menu. */
import { Menu } from "@mantine/core";
import { IconTextDecrease, IconTextIncrease } from "@tabler/icons-react";
import { useI18n } from "../../../i18n";
import { useMap } from "../../context";
import { TEXT_SIZES, useSight } from "../../hand/view";

const ICON = { size: 16, "aria-hidden": true } as const;

export function NarrowView() {
  const { t, format } = useI18n();
  const { view } = useMap().hand;
  const { text, outline } = useSight(view);
  const place = TEXT_SIZES.indexOf(text);
  const step = (by: number) => view.set({ text: TEXT_SIZES[place + by] ?? text });
  return (
    <>
      <Menu.Label role="status">{t("narrow.text", { percent: format.percent(text) })}</Menu.Label>
      <Menu.Item
        closeMenuOnClick={false}
        leftSection={<IconTextIncrease {...ICON} />}
        disabled={place === TEXT_SIZES.length - 1}
        onClick={() => step(1)}
      >
        {t("narrow.larger")}
      </Menu.Item>
      <Menu.Item
        closeMenuOnClick={false}
        leftSection={<IconTextDecrease {...ICON} />}
        disabled={place === 0}
        onClick={() => step(-1)}
      >
        {t("narrow.smaller")}
      </Menu.Item>
      <Menu.CheckboxItem
        closeMenuOnClick
        checked={outline}
        onChange={(checked) => view.set({ outline: checked })}
      >
        {t("narrow.outline")}
      </Menu.CheckboxItem>
    </>
  );
}
