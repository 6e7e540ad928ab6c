/**
 * Two periods over the cards: both as strips of their own, on one scale, the period of the map next
 * to its cards; or one picture of what differs, as shares of the customers at the start of each way.
 */
import { useMemo } from "react";
import { useI18n } from "../../../i18n";
import { keyOf } from "../../../reality/flow/Drawing";
import { mostOf } from "../../../reality/flow/net";
import { type Colour, shadeOf } from "../../../reality/flow/shades";
import { gradeName, lookOf } from "../../../reality/flow/versus/grades";
import {
  edgeOf,
  type Passage,
  passagesOf,
  reachOf,
  widestOf,
} from "../../../reality/flow/versus/join";
import type { Transitions } from "../../../reality/queries";
import { shareOf } from "../../../reality/versus/difference";
import { useDifferenceWords, usePoints } from "../../../reality/versus/Verdict";
import { useMap } from "../../context";
import type { Layout } from "../layout";
import { AtCards } from "./AtCards";
import { type Arch, type AtCard, layArches } from "./arches";
import { idsByName } from "./Flows";
import classes from "./Flows.module.css";
import { ABOVE, BELOW, NAMED } from "./room";
import { Strip, type Written } from "./Strip";

/** Never thinner than this where something differs: what only the other period does has no width. */
const THINNEST = 0.12;
/** Room of the points of an arch, in px. */
const POINTS = { width: 44, height: 18 } as const;

interface Sides {
  a: Transitions;
  b: Transitions;
  names: { a: string; b: string };
  layout: Layout;
  share: number;
  colour: Colour;
}

/** What both pictures are made of. */
function useLaid({ a, b, layout, share }: Sides) {
  const { journey, search } = useMap();
  const difference = search.vs_as === "difference";
  return useMemo(() => {
    const names = idsByName(journey);
    const passages = passagesOf(a, b);
    const kept = mostOf(passages, share / 100, ({ weight }) => weight).edges;
    const found = new Map(kept.map((passage) => [keyOf(passage), passage]));
    const widest = widestOf(kept, a, b);
    const lay = (side: "a" | "b", report: Transitions) =>
      layArches(
        report,
        names,
        layout.columns,
        layout.column,
        kept.map((passage) => edgeOf(passage, side)),
        (edge) => {
          const wide = edge.customers / Math.max(1, report.customers) / widest;
          const plain = !difference || isPlain(found.get(keyOf(edge)));
          return Math.max(wide, plain ? 0 : THINNEST);
        },
      );
    const reach = reachOf(a, b);
    const byId = new Map([...names].map(([name, id]) => [id, reach.get(name)]));
    return { difference, found, reach: byId, first: lay("a", a), second: lay("b", b) };
  }, [a, b, journey, layout, share, difference]);
}

const isPlain = (passage: Passage | undefined) =>
  !passage || ["same", "few"].includes(gradeName(passage.difference));

/** The largest differences first, none over another. */
function writtenOf(arches: readonly Arch[], said: (arch: Arch) => [number, string] | null) {
  const written: Written[] = [];
  const all = arches.flatMap(({ top, ...arch }) => {
    const words = said({ top, ...arch });
    return words ? [{ ...top, size: words[0], text: words[1] }] : [];
  });
  for (const { x, y, text } of all.sort((one, other) => other.size - one.size)) {
    const free = written.every(
      (other) => Math.abs(other.x - x) > POINTS.width || Math.abs(other.y - y) > POINTS.height,
    );
    if (free) written.push({ x, y, text });
  }
  return written;
}

export function FlowsCompared(props: Sides) {
  const { layout, colour, names } = props;
  const { t, format } = useI18n();
  const points = usePoints();
  const says = useDifferenceWords();
  const { difference, found, reach, first, second } = useLaid(props);
  const title = ({ edge }: Arch) => {
    const passage = found.get(keyOf(edge));
    return `${edge.from} → ${edge.to}${passage ? `, ${says(passage.difference)}` : ""}`;
  };
  const cards = (card: AtCard) => {
    const of = reach.get(card.id);
    if (!of) return { seen: "", spoken: "" };
    const [a, b] = [format.percent(shareOf(of.a)), format.percent(shareOf(of.b))];
    const clear = of.value !== null && (of.verdict === "more" || of.verdict === "less");
    return {
      seen: difference
        ? `${a} · ${clear ? points(of.value ?? 0) : of.verdict === "few" ? "?" : "≈"}`
        : `A ${a} · B ${b}`,
      spoken: `A ${a}, B ${b}, ${says(of)}`,
    };
  };
  const look = (arch: Arch) => {
    const passage = found.get(keyOf(arch.edge));
    if (difference && passage) return { ...lookOf(passage.difference), title: title(arch) };
    return arch.edge.customers > 0
      ? {
          shade: `${colour}-${shadeOf(colour, arch.edge.median_seconds, arch.loss)}`,
          title: title(arch),
        }
      : { shade: "diff-none", dash: "dotted" as const, title: title(arch) };
  };
  const written = (arches: readonly Arch[]) =>
    writtenOf(arches, ({ edge }) => {
      const of = found.get(keyOf(edge))?.difference;
      if (!of || of.value === null || isPlain(found.get(keyOf(edge)))) return null;
      return [Math.abs(of.value), points(of.value)];
    });
  return (
    <>
      {[false, true].flatMap((back) => {
        const own = first.arches.filter((arch) => arch.back === back);
        if (difference) {
          return (
            <Strip
              key={String(back)}
              arches={own}
              width={layout.width}
              back={back}
              look={look}
              written={written(own)}
            />
          );
        }
        // A next to the cards, B beyond it.
        const room = (back ? BELOW : ABOVE) + NAMED;
        return [
          { mark: "A", name: names.a, arches: own, offset: room },
          {
            mark: "B",
            name: names.b,
            arches: second.arches.filter((arch) => arch.back === back),
            offset: 0,
          },
        ].map(({ mark, name, arches, offset }) => (
          <div key={`${mark} ${back}`}>
            <span
              className={classes.side}
              data-beyond={mark === "B" || undefined}
              style={back ? { bottom: offset + BELOW } : { top: offset }}
            >
              {t("versus.titled", { side: mark, name })}
            </span>
            <Strip
              arches={arches}
              width={layout.width}
              back={back}
              look={look}
              offset={offset + (back ? 0 : NAMED)}
            />
          </div>
        ));
      })}
      <AtCards cards={first.cards} says={cards} />
    </>
  );
}
