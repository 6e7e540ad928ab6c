/** One place of the net: its name, its figures; it lights up what comes to it and what leaves it. */
import type { KeyboardEvent } from "react";
import classes from "./Flow.module.css";
import { type NetNode, NODE } from "./net";

const FONT = 7.4;

/** As much of a name as fits a card; the whole stands in its title. */
export function short(name: string, room: number): string {
  const most = Math.floor(room / FONT);
  return name.length <= most ? name : `${name.slice(0, most - 1).trimEnd()}…`;
}

/** What a card says: below its name, and read aloud. */
export interface CardWords {
  figures: string;
  label: string;
}

export function Card(props: {
  node: NetNode;
  words: CardWords;
  chosen: boolean;
  dim: boolean;
  onChoose: () => void;
  onLook: (on: boolean) => void;
}) {
  const { node, chosen } = props;
  const { place, customers } = node;
  const { figures, label } = props.words;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    props.onChoose();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button cannot stand in a drawing
    <g
      role="button"
      tabIndex={0}
      aria-label={label}
      aria-pressed={chosen}
      className={classes.card}
      data-chosen={chosen || undefined}
      data-empty={customers === 0 || undefined}
      data-dim={props.dim || undefined}
      transform={`translate(${node.x} ${node.y})`}
      onClick={props.onChoose}
      onKeyDown={onKeyDown}
      onMouseEnter={() => props.onLook(true)}
      onMouseLeave={() => props.onLook(false)}
      onFocus={() => props.onLook(true)}
      onBlur={() => props.onLook(false)}
    >
      <title>{label}</title>
      <rect className={classes.box} width={NODE.width} height={NODE.height} rx={6} />
      <rect
        width={3}
        height={NODE.height - 12}
        x={0}
        y={6}
        style={{ fill: `var(--pc-hue-${place.hue})` }}
      />
      <text className={classes.name} x={12} y={20}>
        {short(place.name, NODE.width - 20)}
      </text>
      <text className={classes.figures} x={12} y={37}>
        {figures}
      </text>
    </g>
  );
}
