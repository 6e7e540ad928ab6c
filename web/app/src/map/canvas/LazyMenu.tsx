/**
 * A menu behind three dots, made when it is opened first: a map has hundreds of them, and those
 * that nobody opens would cost more than all else on it.
 */
import { ActionIcon, type FloatingPosition, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";

export function LazyMenu(props: {
  label: string;
  className?: string;
  position?: FloatingPosition;
  children: () => ReactNode;
}) {
  const [made, setMade] = useState(false);
  const [opened, setOpened] = useState(false);
  const open = () => {
    setMade(true);
    setOpened(true);
  };
  const button = (
    <ActionIcon
      size="sm"
      className={props.className}
      aria-haspopup="menu"
      aria-expanded={opened}
      aria-label={props.label}
      onClick={made ? undefined : open}
    >
      <IconDots size={16} />
    </ActionIcon>
  );
  if (!made) return button;
  return (
    <Menu opened={opened} onChange={setOpened} position={props.position}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown mah="70vh" style={{ overflowY: "auto" }}>
        {props.children()}
      </Menu.Dropdown>
    </Menu>
  );
}
