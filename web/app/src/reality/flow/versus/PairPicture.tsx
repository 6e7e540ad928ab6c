/** Both sides, one above the other in one frame: the same columns, the same scale, one file to keep. */
import { useMemo, useState } from "react";
import { useI18n } from "../../../i18n";
import { useReality } from "../../context";
import type { Transitions } from "../../queries";
import { Drawing } from "../Drawing";
import classes from "../Flow.module.css";
import { shadeName } from "../Net";
import { CLOSE_ROW, keyOf, layNet, type NetEdge, type NetNode } from "../net";
import type { Colour } from "../shades";
import { edgeOf, widestOf } from "./join";
import { CAPTION, type Pictured } from "./picture";

export function PairPicture(props: Pictured & { colour: Colour }) {
  const { sides, a, b, passages, colour, onChooseEdge } = props;
  const { t, n, format } = useI18n();
  const { journey, places } = useReality();
  const [looked, setLooked] = useState<string | null>(null);
  const nets = useMemo(() => {
    const widest = widestOf(passages, a, b);
    const laid = (side: "a" | "b", report: Transitions) => ({
      side,
      report,
      net: layNet(
        places,
        report,
        passages.map((passage) => edgeOf(passage, side)),
        ({ customers }) => customers / report.customers / widest,
        CLOSE_ROW,
      ),
    });
    return [laid("a", a), laid("b", b)];
  }, [places, passages, a, b]);
  const chooseEdge = useMemo(
    () =>
      ({ edge }: NetEdge) =>
        onChooseEdge(keyOf(edge)),
    [onChooseEdge],
  );
  const [first] = nets;
  if (!first) return null;
  const { width, height } = first.net;
  const each = CAPTION + height;
  return (
    <div className={classes.scroll}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing, whose cards are buttons */}
      <svg
        ref={props.picture}
        className={classes.net}
        viewBox={`0 0 ${width} ${each * 2}`}
        width={width}
        height={each * 2}
        role="group"
        aria-label={t("reality.flow.picture", { journey: journey.name })}
      >
        {nets.map(({ side, report, net }, index) => {
          const { mark, name } = sides[side];
          const share = ({ customers }: NetNode) =>
            report.customers > 0 ? customers / report.customers : 0;
          return (
            <g key={side} transform={`translate(0 ${index * each})`}>
              <text className={classes.caption} x={64} y={20}>
                {t("versus.flow.caption", {
                  side: mark,
                  name,
                  count: n("figures.customers", report.customers),
                })}
              </text>
              <g transform={`translate(0 ${CAPTION})`}>
                <Drawing
                  net={net}
                  look={(edge) =>
                    edge.edge.customers > 0
                      ? { shade: shadeName(colour, edge) }
                      : { shade: "diff-none", dash: "dotted" }
                  }
                  words={(node) => ({
                    figures: [
                      format.percent(share(node)),
                      node.ends >= 0.005 && `⇥ ${format.percent(node.ends)}`,
                    ]
                      .filter(Boolean)
                      .join(" · "),
                    label: [
                      t("versus.titled", { side: mark, name: node.place.name }),
                      `${format.percent(share(node))} (${n("figures.customers", node.customers)})`,
                      t("reality.flow.ends.long", { share: format.percent(node.ends) }),
                    ].join(", "),
                  })}
                  chosen={props.chosen}
                  onChoose={props.onChoose}
                  looked={looked}
                  onLook={setLooked}
                  chosenEdge={props.chosenEdge}
                  onChooseEdge={chooseEdge}
                />
              </g>
            </g>
          );
        })}
      </svg>
    </div>
  );
}
