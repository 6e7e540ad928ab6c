/** For the few things that cannot be undone: a second, named step next to the first. */
import { Button, Group, Popover, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useI18n } from "../i18n";

export function Confirm(props: {
  question: string;
  /** What follows, where there is more to say than that it is for good. */
  consequence?: string;
  verb: string;
  /** Which edge of its button it lines up with; the right one where nothing is said. */
  align?: "start" | "end";
  onConfirm: () => void;
  children: (open: () => void) => ReactElement;
}) {
  const { t } = useI18n();
  const [opened, setOpened] = useState(false);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width={300}
      position={props.align === "start" ? "bottom-start" : "bottom-end"}
      trapFocus
      withRoles
    >
      <Popover.Target>{props.children(() => setOpened(true))}</Popover.Target>
      <Popover.Dropdown>
        <Text fw={550}>{props.question}</Text>
        <Text c="dimmed" mt={4}>
          {props.consequence ?? t("common.confirm_irreversible")}
        </Text>
        <Group justify="flex-end" gap="xs" mt="sm">
          <Button size="compact-sm" variant="default" onClick={() => setOpened(false)}>
            {t("common.cancel")}
          </Button>
          <Button
            size="compact-sm"
            color="red"
            onClick={() => {
              setOpened(false);
              props.onConfirm();
            }}
          >
            {props.verb}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
