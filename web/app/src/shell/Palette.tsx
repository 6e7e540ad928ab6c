/** ⌘K: finds journeys, touchpoints and customers, and runs any action. */
import { Modal, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useId, useState } from "react";
import { useI18n } from "../i18n";
import { type Command, useCommands } from "./commands";
import classes from "./Palette.module.css";

export function Palette(props: { onClose: () => void }) {
  const { t } = useI18n();
  const [query, setQuery] = useState("");
  const [settled] = useDebouncedValue(query, 150);
  const [active, setActive] = useState(0);
  const id = useId();
  const groups = useCommands(query, settled);
  const flat = groups.flatMap((group) => group.commands);
  const current = flat[Math.min(active, flat.length - 1)];

  const run = (command: Command | undefined) => {
    if (!command) return;
    props.onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && flat.length > 0) {
      event.preventDefault();
      const next = (Math.min(active, flat.length - 1) + step + flat.length) % flat.length;
      setActive(next);
      document.getElementById(`${id}-${flat[next]?.id}`)?.scrollIntoView({ block: "nearest" });
    }
    if (event.key === "Enter") run(current);
  };

  return (
    <Modal
      opened
      onClose={props.onClose}
      withCloseButton={false}
      padding={0}
      size="lg"
      aria-label={t("shell.palette")}
    >
      <TextInput
        data-autofocus
        variant="unstyled"
        className={classes.input}
        leftSection={<IconSearch size={18} />}
        placeholder={t("palette.placeholder")}
        aria-label={t("shell.palette")}
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={current && `${id}-${current.id}`}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        className={classes.list}
        id={`${id}-list`}
        role="listbox"
        aria-label={t("palette.results")}
      >
        {flat.length === 0 && (
          <p className={classes.nothing} role="status">
            {t("palette.nothing", { query })}
          </p>
        )}
        {groups.map(
          (group) =>
            group.commands.length > 0 && (
              // biome-ignore lint/a11y/useSemanticElements: options of a listbox group by role
              <div key={group.title} role="group" aria-label={group.title}>
                <div className={classes.group} aria-hidden="true">
                  {group.title}
                </div>
                {group.commands.map((command) => (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled on the input
                  // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the input
                  <div
                    key={command.id}
                    id={`${id}-${command.id}`}
                    role="option"
                    aria-selected={command === current}
                    className={classes.option}
                    onMouseMove={() => setActive(flat.indexOf(command))}
                    onClick={() => run(command)}
                  >
                    <span className={classes.label}>{command.label}</span>
                    {command.hint && <span className={classes.hint}>{command.hint}</span>}
                  </div>
                ))}
              </div>
            ),
        )}
      </div>
    </Modal>
  );
}
