/** One picture of what differs: width is the share in A, colour and stroke how far B is from it. */
import { useMemo, useState } from "react";
import { useI18n } from "../../../i18n";
import { useReality } from "../../context";
import { useDifferenceWords, usePoints } from "../../versus/Verdict";
import { Drawing } from "../Drawing";
import classes from "../Flow.module.css";
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
  const labels = labelsOf(
    net,
    net.edges.flatMap((edge) => {
      if (lit === null && props.chosenEdge !== null && keyOf(edge.edge) !== props.chosenEdge)
        return [];
      if (lit !== null && edge.from.place.id !== lit && edge.to.place.id !== lit) return [];
      const found = differences.get(keyOf(edge.edge));
      const clear = found?.verdict === "more" || found?.verdict === "less";
      if (!clear || found.value === null) return [];
      return [{ edge, size: Math.abs(found.value), text: points(found.value) }];
    }),
  );
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
            look={({ edge }) => {
              const found = differences.get(keyOf(edge));
              if (!found) return { shade: "diff-same" };
              return { ...lookOf(found), title: `${edge.from} → ${edge.to}, ${says(found)}` };
            }}
            words={words}
            chosen={props.chosen}
            onChoose={props.onChoose}
            looked={looked}
            onLook={setLooked}
            chosenEdge={props.chosenEdge}
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
