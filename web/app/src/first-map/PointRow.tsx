/** One point of the list: its name to type over, a handle to drag, a menu that does the same. */
import { useDraggable, useDroppable } from "@dnd-kit/core";
import { ActionIcon, Menu } from "@mantine/core";
import { IconDots, IconGripVertical } from "@tabler/icons-react";
import { type KeyboardEvent, useState } from "react";
import { useI18n } from "../i18n";
import type { Point } from "./draft";
import classes from "./FirstMap.module.css";

export type Arrow = "up" | "down" | "left" | "right";

const ARROWS: Record<string, Arrow> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

export function PointRow(props: {
  point: Point;
  label: string;
  /** The names of the groups, for the menu. */
  groups: string[];
  onRename: (name: string) => void;
  onNudge: (arrow: Arrow) => void;
  onGroup: (group: number) => void;
  onRemove: () => void;
}) {
  const { t } = useI18n();
  const { point } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const data = { group: point.group, key: point.key };
  const drag = useDraggable({ id: point.key, data });
  const drop = useDroppable({ id: point.key, data });

  const done = () => {
    const name = (typed ?? point.name).trim();
    setTyped(null);
    if (!name) props.onRemove();
    else if (name !== point.name) props.onRename(name);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const arrow = ARROWS[event.key];
    if (event.altKey && arrow) {
      event.preventDefault();
      // What is typed so far moves with its point.
      if (typed?.trim() && typed.trim() !== point.name) props.onRename(typed.trim());
      setTyped(null);
      props.onNudge(arrow);
    } else if (event.key === "Enter") {
      event.preventDefault();
      // On to the field that adds the next one.
      event.currentTarget
        .closest("section")
        ?.querySelector<HTMLElement>(`.${classes.adder}`)
        ?.focus();
    } else if (event.key === "Backspace" && typed === "") {
      event.preventDefault();
      props.onRemove();
    } else if (event.key === "Escape") {
      setTyped(null);
    }
  };
  return (
    <li
      ref={(node) => {
        drag.setNodeRef(node);
        drop.setNodeRef(node);
      }}
      className={classes.point}
      data-point={point.key}
      data-dragged={drag.isDragging || undefined}
      data-over={(drop.isOver && !drag.isDragging) || undefined}
      style={
        drag.transform
          ? { transform: `translate(${drag.transform.x}px, ${drag.transform.y}px)` }
          : undefined
      }
    >
      <button
        type="button"
        className={classes.handle}
        {...drag.attributes}
        {...drag.listeners}
        aria-label={t("firstMap.point.drag", { name: point.name })}
      >
        <IconGripVertical size={16} aria-hidden="true" />
      </button>
      <input
        className={classes.pointName}
        aria-label={props.label}
        value={typed ?? point.name}
        maxLength={200}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={done}
        onKeyDown={onKeyDown}
      />
      <Menu>
        <Menu.Target>
          <ActionIcon size="sm" aria-label={t("firstMap.point.actions", { name: point.name })}>
            <IconDots size={16} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => props.onNudge("up")}>{t("firstMap.point.up")}</Menu.Item>
          <Menu.Item onClick={() => props.onNudge("down")}>{t("firstMap.point.down")}</Menu.Item>
          {props.groups.map(
            (group, index) =>
              index !== point.group && (
                <Menu.Item key={group} onClick={() => props.onGroup(index)}>
                  {t("firstMap.point.to", { group })}
                </Menu.Item>
              ),
          )}
          <Menu.Divider />
          <Menu.Item onClick={props.onRemove}>{t("firstMap.point.remove")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
