/** One filter: what it says, opened to change it, and put away. */
import { ActionIcon, Popover } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useI18n } from "../../i18n";
import classes from "./Filters.module.css";

export function Chip(props: {
  label: string;
  words: string;
  /** Just chosen: it opens at once. */
  fresh: boolean;
  onClosed: () => void;
  onRemove: () => void;
  children: (close: () => void) => ReactNode;
}) {
  const { t } = useI18n();
  const [opened, setOpened] = useState(props.fresh);
  const close = () => {
    setOpened(false);
    props.onClosed();
  };
  return (
    <Popover
      opened={opened}
      onChange={(open) => (open ? setOpened(true) : close())}
      position="bottom-start"
      width={300}
      trapFocus
      withRoles
    >
      <Popover.Target>
        <span className={classes.chip}>
          <button type="button" className={classes.said} onClick={() => setOpened(!opened)}>
            <span className={classes.label}>{props.label}</span> {props.words || "…"}
          </button>
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={t("reality.filter.remove", { filter: props.label })}
            onClick={props.onRemove}
          >
            <IconX size={14} />
          </ActionIcon>
        </span>
      </Popover.Target>
      <Popover.Dropdown p="sm">{props.children(close)}</Popover.Dropdown>
    </Popover>
  );
}
