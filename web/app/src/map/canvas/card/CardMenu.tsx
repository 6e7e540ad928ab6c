/** What can be done with a touchpoint without dragging it. Made when it is opened first. */
import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useState } from "react";
import type { Touchpoint } from "../../../api/types";
import { useI18n } from "../../../i18n";
import classes from "./Card.module.css";
import { CardMenuItems } from "./CardMenuItems";

export function CardMenu(props: { touchpoint: Touchpoint; onRename: () => void }) {
  const { touchpoint } = props;
  const { t } = useI18n();
  const [made, setMade] = useState(false);
  const [opened, setOpened] = useState(false);
  const button = (
    <ActionIcon
      size="sm"
      className={classes.menu}
      aria-haspopup="menu"
      aria-expanded={opened}
      aria-label={t("common.actions_of", { name: touchpoint.name })}
      onClick={
        made
          ? undefined
          : () => {
              setMade(true);
              setOpened(true);
            }
      }
    >
      <IconDots size={16} />
    </ActionIcon>
  );
  // Two hundred menus that nobody opened would cost more than all else on a card.
  if (!made) return button;
  return (
    <Menu opened={opened} onChange={setOpened}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown mah="70vh" style={{ overflowY: "auto" }}>
        <CardMenuItems touchpoint={touchpoint} onRename={props.onRename} />
      </Menu.Dropdown>
    </Menu>
  );
}
