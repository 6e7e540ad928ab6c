/** Links a touchpoint to another by name: the keyboard's way to draw an arrow. */
import { Modal, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useState } from "react";
import { useI18n } from "../../i18n";
import { fold } from "../../shell/fold";
import { useMap } from "../context";
import { findTouchpoint } from "../model";
import { focusCard } from "./dom";
import classes from "./Hand.module.css";

export function LinkDialog(props: { from: string; onClose: () => void }) {
  const { t } = useI18n();
  const { journey, edits } = useMap();
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const from = findTouchpoint(journey, props.from)?.touchpoint;
  const linked = new Set(
    (journey.links ?? []).filter((link) => link.from === props.from).map((link) => link.to),
  );
  const found = journey.stages
    .flatMap((stage) => stage.touchpoints.map((touchpoint) => ({ stage, touchpoint })))
    .filter(
      ({ touchpoint: { id, name } }) =>
        id !== props.from && !linked.has(id) && fold(name).includes(fold(query)),
    );
  const current = Math.min(active, found.length - 1);

  const choose = (to: string | undefined) => {
    if (to === undefined) return;
    edits.addLink(props.from, to, "");
    props.onClose();
    focusCard(props.from);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && found.length > 0) {
      event.preventDefault();
      const next = (current + by + found.length) % found.length;
      setActive(next);
      document.getElementById(`link-${next}`)?.scrollIntoView({ block: "nearest" });
    }
    if (event.key === "Enter") {
      event.preventDefault();
      choose(found[current]?.touchpoint.id);
    }
  };
  if (!from) return null;
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("linking.title", { name: from.name })}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <TextInput
        data-autofocus
        leftSection={<IconSearch size={16} />}
        aria-label={t("linking.search")}
        placeholder={t("linking.search")}
        role="combobox"
        aria-expanded
        aria-controls="link-list"
        aria-activedescendant={found.length > 0 ? `link-${current}` : undefined}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      {found.length === 0 && (
        <p className={classes.nothing} role="status">
          {t("linking.nothing")}
        </p>
      )}
      <div
        id="link-list"
        role="listbox"
        aria-label={t("linking.search")}
        className={classes.options}
      >
        {found.map(({ stage, touchpoint }, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled on the input
          // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the input
          <div
            key={touchpoint.id}
            id={`link-${index}`}
            role="option"
            aria-selected={index === current}
            className={classes.option}
            onMouseMove={() => setActive(index)}
            onClick={() => choose(touchpoint.id)}
          >
            <span>{touchpoint.name}</span>
            <span className={classes.stage}>{stage.name}</span>
          </div>
        ))}
      </div>
    </Modal>
  );
}
