/** What can be done with a touchpoint without dragging it. */
import { ActionIcon, Menu } from "@mantine/core";
import {
  IconArrowDown,
  IconArrowRight,
  IconArrowUp,
  IconDots,
  IconPencil,
  IconTrash,
} from "@tabler/icons-react";
import type { Stage, Touchpoint } from "../../api/types";
import { useI18n } from "../../i18n";
import { useMap } from "../context";
import classes from "./TouchpointCard.module.css";

export function CardMenu(props: { touchpoint: Touchpoint; stage: Stage; onRename: () => void }) {
  const { touchpoint, stage } = props;
  const { t } = useI18n();
  const { journey, edits, search, go } = useMap();
  const index = stage.touchpoints.indexOf(touchpoint);
  const move = (to: Stage, position: number) => edits.moveTouchpoint(touchpoint, to.id, position);
  const remove = () => {
    edits.deleteTouchpoint(touchpoint);
    if (search.touchpoint === touchpoint.id) go({ touchpoint: undefined }, true);
  };
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon
          size="sm"
          className={classes.menu}
          aria-label={t("common.actions_of", { name: touchpoint.name })}
        >
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah="70vh" style={{ overflowY: "auto" }}>
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={props.onRename}>
          {t("common.rename")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowUp size={16} />}
          disabled={index <= 0}
          onClick={() => move(stage, index - 1)}
        >
          {t("touchpoint.move_up")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown size={16} />}
          disabled={index === stage.touchpoints.length - 1}
          onClick={() => move(stage, index + 1)}
        >
          {t("touchpoint.move_down")}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t("touchpoint.move_to")}</Menu.Label>
        {journey.stages
          .filter((other) => other.id !== stage.id)
          .map((other) => (
            <Menu.Item
              key={other.id}
              leftSection={<IconArrowRight size={16} />}
              onClick={() => move(other, other.touchpoints.length)}
            >
              {other.name}
            </Menu.Item>
          ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconTrash size={16} />} onClick={remove}>
          {t("touchpoint.delete")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
