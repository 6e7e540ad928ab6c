/** The head of a row: its name folds it; a grip and a menu move it, hide it, rename it. */
import { Menu } from "@mantine/core";
import {
  IconArrowDown,
  IconArrowUp,
  IconChevronDown,
  IconEyeOff,
  IconGripVertical,
  IconPencil,
  IconTrash,
} from "@tabler/icons-react";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import type { Lane } from "../../../api/types";
import { useI18n } from "../../../i18n";
import { InlineName } from "../../../ui/InlineName";
import { useCanvas } from "../context";
import { LazyMenu } from "../LazyMenu";
import classes from "./LaneHead.module.css";
import { startLaneDrag } from "./laneDrag";
import { isFree } from "./lanes";
import { useLaneName } from "./useLaneName";
import { useLanes } from "./useLanes";

function Items(props: { lane: Lane; index: number; onRename: () => void }) {
  const { lane, index } = props;
  const { t } = useI18n();
  const lanes = useLanes();
  return (
    <>
      {isFree(lane) && (
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={props.onRename}>
          {t("common.rename")}
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconArrowUp size={16} />}
        disabled={index === 0}
        onClick={() => lanes.move(lane.id, index - 1)}
      >
        {t("lane.up")}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowDown size={16} />}
        disabled={index >= lanes.shown.length - 1}
        onClick={() => lanes.move(lane.id, index + 1)}
      >
        {t("lane.down")}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconEyeOff size={16} />}
        onClick={() => lanes.change(lane.id, { hidden: true })}
      >
        {t("lane.hide")}
      </Menu.Item>
      {isFree(lane) && (
        <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => lanes.remove(lane)}>
          {t("lane.remove")}
        </Menu.Item>
      )}
    </>
  );
}

export function LaneHead(props: { lane: Lane; index: number; children?: ReactNode }) {
  const { lane, index } = props;
  const { t } = useI18n();
  const { editable } = useCanvas();
  const lanes = useLanes();
  const name = useLaneName()(lane);
  const [renaming, setRenaming] = useState(false);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    event.stopPropagation();
    const to = index + (event.key === "ArrowUp" ? -1 : 1);
    if (to >= 0 && to < lanes.shown.length) lanes.move(lane.id, to);
  };
  return (
    <div className={classes.head} data-lane-head={lane.id} data-folded={lane.folded || undefined}>
      <div className={classes.bar}>
        {editable && (
          // For hands; keys move it with Alt and the arrows, or from the menu.
          <span
            className={classes.grip}
            aria-hidden="true"
            onPointerDown={(event) =>
              startLaneDrag(event, lane.id, (to) => lanes.move(lane.id, to))
            }
          >
            <IconGripVertical size={14} />
          </span>
        )}
        {renaming ? (
          <InlineName
            value={name}
            label={t("lane.name")}
            onDone={(typed) => {
              setRenaming(false);
              if (typed) lanes.rename(lane, typed);
            }}
          />
        ) : editable ? (
          <button
            type="button"
            className={classes.name}
            aria-expanded={!lane.folded}
            aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
            onClick={() => lanes.change(lane.id, { folded: !lane.folded })}
            onKeyDown={onKeyDown}
          >
            {name}
            <IconChevronDown size={14} className={classes.chevron} aria-hidden="true" />
          </button>
        ) : (
          <span className={classes.name}>{name}</span>
        )}
        {editable && !renaming && (
          <LazyMenu
            className={classes.tool}
            position="bottom-start"
            label={t("common.actions_of", { name })}
          >
            {() => <Items lane={lane} index={index} onRename={() => setRenaming(true)} />}
          </LazyMenu>
        )}
      </div>
      {!lane.folded && props.children}
    </div>
  );
}
