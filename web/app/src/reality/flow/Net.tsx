/** The drawn net. A card lights up what comes to it and what leaves it. */
import { type KeyboardEvent, memo, type Ref, useMemo, useState } from "react";
import { useI18n } from "../../i18n";
import { useReality } from "../context";
import classes from "./Flow.module.css";
import { type NetEdge, type NetNode, NODE, type Net as Shape } from "./net";
import "./shades.css";

const FONT = 7.1;

/** As much of a name as fits a card; the whole stands in its title. */
function short(name: string, room: number): string {
  const most = Math.floor(room / FONT);
  return name.length <= most ? name : `${name.slice(0, most - 1).trimEnd()}…`;
}

const Line = memo(function Line(props: { edge: NetEdge; shade: string; dim: boolean }) {
  const { edge, shade, dim } = props;
  const { x, y, left } = edge.tip;
  const size = 4 + edge.width / 2;
  const from = left ? x - size * 1.4 : x + size * 1.4;
  return (
    <g data-shade={shade} data-dim={dim || undefined}>
      <path className={classes.line} d={edge.path} strokeWidth={edge.width} />
      <path className={classes.tip} d={`M${x} ${y}L${from} ${y - size}L${from} ${y + size}Z`} />
    </g>
  );
});

function Card(props: {
  node: NetNode;
  chosen: boolean;
  dim: boolean;
  onChoose: () => void;
  onLook: (on: boolean) => void;
}) {
  const { node, chosen } = props;
  const { t, n, format } = useI18n();
  const { place, customers, ends, repeats } = node;
  const figures = [
    format.number(customers),
    repeats > 0 && `↻ ${format.compact(repeats)}`,
    ends >= 0.005 && `⇥ ${format.percent(ends)}`,
  ].filter(Boolean);
  const label = [
    place.name,
    n("figures.customers", customers),
    t("reality.flow.ends.long", { share: format.percent(ends) }),
    n("reality.flow.repeats", repeats),
  ].join(", ");
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
        {figures.join(" · ")}
      </text>
    </g>
  );
}

export function Net(props: {
  net: Shape;
  /** What the colour of a passage says. */
  shade: (edge: NetEdge) => string;
  chosen: string | null;
  onChoose: (id: string | null) => void;
  picture: Ref<SVGSVGElement>;
}) {
  const { net, shade, chosen, onChoose } = props;
  const { t } = useI18n();
  const { journey, search } = useReality();
  const [looked, setLooked] = useState<string | null>(null);
  const lit = looked ?? chosen;
  const near = useMemo(() => {
    if (lit === null) return null;
    const ends = net.edges.flatMap(({ from, to }) =>
      from.place.id === lit || to.place.id === lit ? [from.place.id, to.place.id] : [],
    );
    return new Set([lit, ...ends]);
  }, [net, lit]);
  return (
    <div className={classes.scroll}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing, whose cards are buttons */}
      <svg
        ref={props.picture}
        className={classes.net}
        viewBox={`0 0 ${net.width} ${net.height}`}
        width={net.width}
        height={net.height}
        role="group"
        aria-label={t("reality.flow.picture", { journey: journey.name })}
      >
        {search.by !== "stage" &&
          journey.stages.map((stage, column) => (
            <text
              key={stage.id}
              className={classes.stage}
              x={net.nodes.find(({ place }) => place.column === column)?.x ?? -999}
              y={22}
            >
              {short(stage.name, NODE.width + 40)}
            </text>
          ))}
        <g>
          {net.edges.map((edge) => (
            <Line
              key={`${edge.from.place.id} ${edge.to.place.id}`}
              edge={edge}
              shade={shade(edge)}
              dim={lit !== null && edge.from.place.id !== lit && edge.to.place.id !== lit}
            />
          ))}
        </g>
        {net.nodes.map((node) => (
          <Card
            key={node.place.id}
            node={node}
            chosen={node.place.id === chosen}
            dim={near !== null && !near.has(node.place.id)}
            onChoose={() => onChoose(node.place.id === chosen ? null : node.place.id)}
            onLook={(on) => setLooked(on ? node.place.id : null)}
          />
        ))}
      </svg>
    </div>
  );
}
