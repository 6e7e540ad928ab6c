/** The arrows of a journey that is not a line: forward above the cards, loops back below them. */
import { Button, Popover, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { memo, useState } from "react";
import { useI18n } from "../../../i18n";
import { useMap } from "../../context";
import { findTouchpoint } from "../../model";
import { useCanvas } from "../context";
import { said, written } from "../speech";
import type { Arc } from "./arcs";
import classes from "./Links.module.css";

/** Height of one level of arcs, in px. */
export const LEVEL = 24;
const BEND = 9;

/** From a card up, along, and down to the other, with rounded corners. */
function pathOf({ from, to, level, back }: Arc, height: number): string {
  const edge = back ? 0 : height;
  const far = back ? (level + 0.55) * LEVEL + 4 : height - (level + 0.55) * LEVEL - 4;
  const turn = back ? -BEND : BEND;
  const side = to > from ? BEND : -BEND;
  return `M${from} ${edge}V${far + turn}Q${from} ${far} ${from + side} ${far}H${to - side}Q${to} ${far} ${to} ${far + turn}V${edge}`;
}

function Label({ arc, height }: { arc: Arc; height: number }) {
  const { t } = useI18n();
  const { journey } = useMap();
  const { editable, edits, reading } = useCanvas();
  const [opened, setOpened] = useState(false);
  const { link } = arc;
  const own = written(link, "label", link.label, reading);
  const [typed, setTyped] = useState(own);
  const name = (id: string) => {
    const found = findTouchpoint(journey, id)?.touchpoint;
    return found ? said(found, "name", found.name, reading).text : "";
  };
  const ends = { from: name(link.from), to: name(link.to) };
  const label = said(link, "label", link.label, reading);
  const spoken = label.text
    ? t("links.named", { ...ends, label: label.text })
    : t("links.of", ends);
  const marks = {
    "data-plain": !label.text || undefined,
    "data-untranslated": label.untranslated || undefined,
  };
  const y = arc.back ? (arc.level + 0.55) * LEVEL + 4 : height - (arc.level + 0.55) * LEVEL - 4;
  const place = {
    left: (arc.from + arc.to) / 2,
    top: y,
    maxWidth: Math.max(40, Math.abs(arc.to - arc.from) - 32),
  };
  const keep = () => {
    const text = typed.trim();
    if (text === own) return;
    if (reading === null) edits.addLink(link.from, link.to, text);
    else edits.addLink(link.from, link.to, link.label, { [reading]: { label: text } });
  };
  if (!editable) {
    return (
      <span className={classes.label} style={place} {...marks}>
        {label.text}
        <span className="visually-hidden">{spoken}</span>
      </span>
    );
  }
  return (
    <Popover
      opened={opened}
      onChange={(open) => {
        setOpened(open);
        if (!open) keep();
      }}
      width={260}
      trapFocus
      withRoles
      returnFocus
    >
      <Popover.Target>
        <button
          type="button"
          className={classes.label}
          style={place}
          data-link={link.id}
          {...marks}
          aria-label={spoken}
          onClick={() => {
            setTyped(own);
            setOpened(!opened);
          }}
        >
          {label.text || <span className={classes.dot} />}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <TextInput
          data-autofocus
          label={t("links.when")}
          description={t("links.of", ends)}
          placeholder={
            reading && link.label ? t("panel.original", { text: link.label }) : undefined
          }
          maxLength={200}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            keep();
            setOpened(false);
          }}
        />
        <Button
          mt="sm"
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconTrash size={14} />}
          onClick={() => {
            setOpened(false);
            edits.removeLink(link);
          }}
        >
          {t("links.remove")}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

function Strip(props: { arcs: Arc[]; width: number; rows: number; back: boolean }) {
  const { arcs, width, rows, back } = props;
  const height = rows * LEVEL + 12;
  if (arcs.length === 0) return null;
  return (
    <div className={classes.strip} data-back={back || undefined} style={{ width, height }}>
      <svg width={width} height={height} aria-hidden="true">
        {arcs.map((arc) => {
          // The head points at the card: down above it, up below it.
          const tip = back ? 0 : height;
          const wing = back ? 6 : -6;
          return (
            <g key={arc.id} className={classes.arc}>
              <path d={pathOf(arc, height)} />
              <path
                className={classes.head}
                d={`M${arc.to - 4} ${tip + wing}L${arc.to} ${tip}L${arc.to + 4} ${tip + wing}`}
              />
            </g>
          );
        })}
      </svg>
      {arcs.map((arc) => (
        <Label key={arc.id} arc={arc} height={height} />
      ))}
    </div>
  );
}

export const Links = memo(function Links(props: {
  arcs: Arc[];
  width: number;
  above: number;
  below: number;
}) {
  const { arcs, width, above, below } = props;
  return (
    <>
      <Strip arcs={arcs.filter(({ back }) => !back)} width={width} rows={above} back={false} />
      <Strip arcs={arcs.filter(({ back }) => back)} width={width} rows={below} back />
    </>
  );
});
