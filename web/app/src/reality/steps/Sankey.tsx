/** The drawn Sankey diagram. A bar lights up what comes to it and what leaves it. */
import { type KeyboardEvent, type Ref, useState } from "react";
import { useI18n } from "../../i18n";
import { useReality } from "../context";
import { BAR, type Bar, COLUMN, type Ribbon, type Sankey as Shape, STUB } from "./layout";
import classes from "./Steps.module.css";

const FONT = 7.1;
const ROOM = Math.floor((COLUMN - BAR - 20) / FONT);

const short = (name: string) =>
  name.length <= ROOM ? name : `${name.slice(0, ROOM - 1).trimEnd()}…`;

/** What a bar is called. */
export function useBarName(): (node: Bar["node"]) => string {
  const { n } = useI18n();
  return (node) => node.name ?? n("reality.steps.others", node.names.length);
}

function useHue(): (name: string | null | undefined) => string {
  const { named } = useReality();
  return (name) => {
    const hue = name == null ? undefined : named.get(name)?.hue;
    return hue ? `var(--pc-hue-${hue})` : "var(--pc-muted)";
  };
}

function Column(props: { x: number; step: number; before: boolean; anchored: boolean }) {
  const { t } = useI18n();
  const { step } = props;
  const words = !props.anchored
    ? t("reality.steps.nth", { count: step + 1 })
    : step === 0
      ? t("reality.steps.anchor")
      : t(props.before ? "reality.steps.minus" : "reality.steps.plus", { count: step });
  return (
    <text className={classes.step} x={props.x} y={18}>
      {words}
    </text>
  );
}

function Item(props: {
  bar: Bar;
  of: number;
  chosen: boolean;
  dim: boolean;
  backward: boolean;
  onChoose: () => void;
  onLook: (on: boolean) => void;
}) {
  const { bar } = props;
  const { t, n, format } = useI18n();
  const name = useBarName()(bar.node);
  const hue = useHue()(bar.node.name);
  const share = format.percent(props.of > 0 ? bar.node.cases / props.of : 0);
  const unit = useUnit();
  const label = [
    name,
    n(unit, bar.node.cases),
    share,
    bar.node.ended > 0 &&
      t(props.backward ? "reality.steps.began.long" : "reality.steps.ended.long", {
        count: format.number(bar.node.ended),
      }),
  ]
    .filter(Boolean)
    .join(", ");
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    props.onChoose();
  };
  const stub = bar.y + bar.height - bar.ended;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button cannot stand in a drawing
    <g
      role="button"
      tabIndex={0}
      aria-label={label}
      aria-pressed={props.chosen}
      className={classes.item}
      data-chosen={props.chosen || undefined}
      data-dim={props.dim || undefined}
      onClick={props.onChoose}
      onKeyDown={onKeyDown}
      onMouseEnter={() => props.onLook(true)}
      onMouseLeave={() => props.onLook(false)}
      onFocus={() => props.onLook(true)}
      onBlur={() => props.onLook(false)}
    >
      <title>{label}</title>
      {bar.ended >= 1 && (
        <path
          className={classes.stub}
          d={
            props.backward
              ? `M${bar.x} ${stub}L${bar.x - STUB} ${stub + bar.ended / 2}L${bar.x} ${stub + bar.ended}Z`
              : `M${bar.x + BAR} ${stub}L${bar.x + BAR + STUB} ${stub + bar.ended / 2}L${bar.x + BAR} ${stub + bar.ended}Z`
          }
        />
      )}
      <rect
        className={classes.bar}
        x={bar.x}
        y={bar.y}
        width={BAR}
        height={bar.height}
        style={{ fill: hue }}
      />
      {/* What one points at is more than the bar. */}
      <rect
        className={classes.target}
        x={bar.x - 2}
        y={bar.y - 4}
        width={COLUMN - 8}
        height={Math.max(bar.height + 4, 40)}
        rx={4}
      />
      <text className={classes.name} x={bar.x + BAR + 8} y={bar.y + 12}>
        {short(name)}
      </text>
      <text className={classes.figures} x={bar.x + BAR + 8} y={bar.y + 28}>
        {format.number(bar.node.cases)} · {share}
      </text>
    </g>
  );
}

/** What is counted. */
export function useUnit() {
  const { search } = useReality();
  return search.cases === "session" ? ("reality.visits" as const) : ("figures.customers" as const);
}

export function Sankey(props: {
  sankey: Shape;
  /** Cases in all. */
  of: number;
  backward: boolean;
  anchored: boolean;
  chosen: string | null;
  onChoose: (key: string | null) => void;
  picture: Ref<SVGSVGElement>;
}) {
  const { sankey, chosen, onChoose, backward } = props;
  const { t } = useI18n();
  const { journey } = useReality();
  const hue = useHue();
  const [looked, setLooked] = useState<string | null>(null);
  const lit = looked ?? chosen;
  const touches = ({ from, to }: Ribbon) => from.key === lit || to.key === lit;
  const near = new Set(
    lit === null
      ? []
      : [lit, ...sankey.ribbons.filter(touches).flatMap((one) => [one.from.key, one.to.key])],
  );
  return (
    <div className={classes.scroll}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing, whose bars are buttons */}
      <svg
        ref={props.picture}
        className={classes.sankey}
        viewBox={`${backward ? -STUB : 0} 0 ${sankey.width + (backward ? STUB : 0)} ${sankey.height}`}
        width={sankey.width + (backward ? STUB : 0)}
        height={sankey.height}
        role="group"
        aria-label={t("reality.steps.picture", { journey: journey.name })}
      >
        {sankey.columns.map((x, step) => (
          <Column key={x} x={x} step={step} before={backward} anchored={props.anchored} />
        ))}
        <g>
          {sankey.ribbons.map((one) => (
            <path
              key={one.key}
              className={classes.ribbon}
              d={one.path}
              data-dim={(lit !== null && !touches(one)) || undefined}
              style={{ fill: hue(one.link.from) }}
            />
          ))}
        </g>
        {sankey.bars.map((bar) => (
          <Item
            key={bar.key}
            bar={bar}
            of={props.of}
            chosen={bar.key === chosen}
            dim={lit !== null && !near.has(bar.key)}
            backward={backward}
            onChoose={() => onChoose(bar.key === chosen ? null : bar.key)}
            onLook={(on) => setLooked(on ? bar.key : null)}
          />
        ))}
      </svg>
    </div>
  );
}
