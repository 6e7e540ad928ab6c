/**
 * Two periods over the cards: both as strips of their own, on one scale, the period of the map next
 * to its cards; or one picture of what differs, as shares of the customers at the start of each way.
 */
import { useMemo } from "react";
import { useI18n } from "../../../i18n";
import { keyOf } from "../../../reality/flow/net";
import { type Colour, shadeOf } from "../../../reality/flow/shades";
import { isPlain, lookOf } from "../../../reality/flow/versus/grades";
import type { Transitions } from "../../../reality/queries";
import { shareOf } from "../../../reality/versus/difference";
import { useDifferenceWords, usePoints } from "../../../reality/versus/Verdict";
import { useMap } from "../../context";
import type { Layout } from "../layout";
import { AtCards } from "./AtCards";
import type { Arch, AtCard } from "./arches";
import { layBoth, writtenOf } from "./compare";
import { idsByName } from "./Flows";
import classes from "./Flows.module.css";
import { ABOVE, BELOW, NAMED } from "./room";
import { Strip } from "./Strip";

interface Sides {
  a: Transitions;
  b: Transitions;
  names: { a: string; b: string };
  layout: Layout;
  share: number;
  colour: Colour;
}

export function FlowsCompared(props: Sides) {
  const { layout, colour, names } = props;
  const { t, format } = useI18n();
  const points = usePoints();
  const says = useDifferenceWords();
  const { journey, search } = useMap();
  const difference = search.vs_as === "difference";
  const { a, b, share } = props;
  const { passages, reach, ...laid } = useMemo(
    () => layBoth({ a, b }, idsByName(journey), layout, share / 100, difference),
    [a, b, journey, layout, share, difference],
  );
  const title = ({ edge }: Arch) => {
    const passage = passages.get(keyOf(edge));
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
    const passage = passages.get(keyOf(arch.edge));
    if (difference && passage) return { ...lookOf(passage.difference), title: title(arch) };
    return arch.edge.customers > 0
      ? {
          shade: `${colour}-${shadeOf(colour, arch.edge.median_seconds, arch.loss)}`,
          title: title(arch),
        }
      : { shade: "diff-none", dash: "dotted" as const, title: title(arch) };
  };
  const written = (arches: readonly Arch[]) =>
    writtenOf(
      arches.flatMap(({ edge, top }) => {
        const of = passages.get(keyOf(edge))?.difference;
        if (!of || of.value === null || isPlain(of)) return [];
        return [{ ...top, size: Math.abs(of.value), text: points(of.value) }];
      }),
    );
  return (
    <>
      {[false, true].flatMap((back) => {
        const own = laid.a.arches.filter((arch) => arch.back === back);
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
            arches: laid.b.arches.filter((arch) => arch.back === back),
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
      <AtCards cards={laid.a.cards} says={cards} />
    </>
  );
}
