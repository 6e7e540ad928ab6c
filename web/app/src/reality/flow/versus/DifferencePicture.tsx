/** One picture of what differs: width is the share in A, colour and stroke how far B is from it. */
import { useMemo, useState } from "react";
import { useI18n } from "../../../i18n";
import { useReality } from "../../context";
import { useDifferenceWords, usePoints } from "../../versus/Verdict";
import { Drawing } from "../Drawing";
import classes from "../Flow.module.css";
import type { Look } from "../Line";
import { keyOf, layNet, type NetEdge, type NetNode } from "../net";
import { isPlain, lookOf, THINNEST } from "./grades";
import { edgeOf, widestOf } from "./join";
import { LABEL, labelsOf } from "./labels";
import { CAPTION, type Pictured } from "./picture";

export function DifferencePicture(props: Pictured) {
  const { sides, a, b, passages, reach, onChooseEdge } = props;
  const { t, format } = useI18n();
  const { journey, places } = useReality();
  const points = usePoints();
  const says = useDifferenceWords();
  const [looked, setLooked] = useState<string | null>(null);
  const differences = useMemo(
    () => new Map(passages.map((passage) => [keyOf(passage), passage.difference])),
    [passages],
  );
  const net = useMemo(() => {
    const widest = widestOf(passages, a, b);
    const plain = (key: string) => isPlain(differences.get(key));
    const laid = layNet(
      places,
      a,
      passages.map((passage) => edgeOf(passage, "a")),
      (edge) => {
        const wide = edge.customers / a.customers / widest;
        return Math.max(wide, plain(keyOf(edge)) ? 0 : THINNEST);
      },
    );
    // What differs lies over what does not: it is what one looks for, and clicks.
    const order = ({ edge }: NetEdge) => (plain(keyOf(edge)) ? 0 : 1);
    return { ...laid, edges: [...laid.edges].sort((one, other) => order(one) - order(other)) };
  }, [places, passages, differences, a, b]);
  const lit = looked ?? (props.chosenEdge === null ? props.chosen : null);
  // Hundreds of lines: none of this again for every card one points at.
  const looks = useMemo(
    () =>
      new Map(
        [...differences].map(([key, found]): [string, Look] => [
          key,
          { ...lookOf(found), title: `${key.replace("\n", " → ")}, ${says(found)}` },
        ]),
      ),
    [differences, says],
  );
  const { chosenEdge } = props;
  const labels = useMemo(() => {
    const shown = ({ edge, from, to }: NetEdge) =>
      lit === null
        ? chosenEdge === null || keyOf(edge) === chosenEdge
        : from.place.id === lit || to.place.id === lit;
    return labelsOf(
      net,
      net.edges.filter(shown).flatMap((edge) => {
        const found = differences.get(keyOf(edge.edge));
        if (!found || found.value === null || isPlain(found)) return [];
        return [{ edge, size: Math.abs(found.value), text: points(found.value) }];
      }),
    );
  }, [net, differences, lit, chosenEdge, points]);
  const chooseEdge = useMemo(
    () =>
      ({ edge }: NetEdge) =>
        onChooseEdge(keyOf(edge)),
    [onChooseEdge],
  );
  const words = ({ place }: NetNode) => {
    const found = reach.get(place.name);
    if (!found) return { figures: "0", label: `${place.name}, 0` };
    const share = format.percent(found.a.of > 0 ? found.a.hits / found.a.of : 0);
    const { verdict, value } = found;
    const clear = (verdict === "more" || verdict === "less") && value !== null;
    return {
      figures: clear
        ? `${share} · ${points(value)}`
        : `${share} · ${verdict === "few" ? "?" : "≈"}`,
      label: `${place.name}, ${share}, ${says(found)}`,
    };
  };
  const height = CAPTION + net.height;
  return (
    <div className={classes.scroll}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing, whose cards are buttons */}
      <svg
        ref={props.picture}
        className={classes.net}
        viewBox={`0 0 ${net.width} ${height}`}
        width={net.width}
        height={height}
        role="group"
        aria-label={t("reality.flow.picture", { journey: journey.name })}
      >
        <text className={classes.caption} x={64} y={20}>
          {t("versus.flow.difference", { a: sides.a.name, b: sides.b.name })}
        </text>
        <g transform={`translate(0 ${CAPTION})`}>
          <Drawing
            net={net}
            look={({ edge }) => looks.get(keyOf(edge)) ?? { shade: "diff-same" }}
            words={words}
            chosen={props.chosen}
            onChoose={props.onChoose}
            looked={looked}
            onLook={setLooked}
            chosenEdge={chosenEdge}
            onChooseEdge={chooseEdge}
          >
            {labels.map(({ edge, text, x, y, width }) => (
              <g key={keyOf(edge.edge)} className={classes.points}>
                <rect x={x - width / 2} y={y - LABEL / 2} width={width} height={LABEL} rx={4} />
                <text x={x} y={y + 4.5} textAnchor="middle">
                  {text}
                </text>
              </g>
            ))}
          </Drawing>
        </g>
      </svg>
    </div>
  );
}
