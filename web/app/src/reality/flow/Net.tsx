/** The drawn net. A card lights up what comes to it and what leaves it. */
import { type Ref, useState } from "react";
import { useI18n } from "../../i18n";
import { useReality } from "../context";
import type { CardWords } from "./Card";
import { Drawing } from "./Drawing";
import classes from "./Flow.module.css";
import type { NetEdge, NetNode, Net as Shape } from "./net";
import { type Colour, shadeOf } from "./shades";

/** What a card says of its own side. */
function useCardWords() {
  const { t, n, format } = useI18n();
  return ({ place, customers, ends, repeats }: NetNode): CardWords => ({
    figures: [
      format.number(customers),
      repeats > 0 && `↻ ${format.compact(repeats)}`,
      ends >= 0.005 && `⇥ ${format.percent(ends)}`,
    ]
      .filter(Boolean)
      .join(" · "),
    label: [
      place.name,
      n("figures.customers", customers),
      t("reality.flow.ends.long", { share: format.percent(ends) }),
      n("reality.flow.repeats", repeats),
    ].join(", "),
  });
}

/** The shade of a line by what colour says. */
export const shadeName = (colour: Colour, { edge, to }: NetEdge): string =>
  `${colour}-${shadeOf(colour, edge.median_seconds, to.ends)}`;

export function Net(props: {
  net: Shape;
  colour: Colour;
  chosen: string | null;
  onChoose: (id: string | null) => void;
  picture: Ref<SVGSVGElement>;
}) {
  const { net, colour } = props;
  const { t } = useI18n();
  const { journey } = useReality();
  const words = useCardWords();
  const [looked, setLooked] = useState<string | null>(null);
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
        <Drawing
          net={net}
          look={(edge) => ({ shade: shadeName(colour, edge) })}
          words={words}
          chosen={props.chosen}
          onChoose={props.onChoose}
          looked={looked}
          onLook={setLooked}
        />
      </svg>
    </div>
  );
}
