/** What a net consists of, without the frame it stands in: several may stand in one. */
import { type ReactNode, useMemo } from "react";
import { useReality } from "../context";
import { Card, type CardWords, short } from "./Card";
import classes from "./Flow.module.css";
import { Line, type Look } from "./Line";
import { keyOf, type NetEdge, type NetNode, NODE, type Net as Shape } from "./net";

export function Drawing(props: {
  net: Omit<Shape, "drawn">;
  look: (edge: NetEdge) => Look;
  words: (node: NetNode) => CardWords;
  chosen: string | null;
  onChoose: (id: string | null) => void;
  /** The place one points at: the same in all pictures of a frame. */
  looked: string | null;
  onLook: (id: string | null) => void;
  chosenEdge?: string | null;
  onChooseEdge?: (edge: NetEdge) => void;
  /** Between lines and cards. */
  children?: ReactNode;
}) {
  const { net, chosen, onChoose, onLook, chosenEdge } = props;
  const { journey, search } = useReality();
  // What one points at counts more than a passage that was opened, and that more than its place.
  const lit = props.looked ?? (chosenEdge == null ? chosen : null);
  const near = useMemo(() => {
    if (lit === null) {
      const opened = net.edges.find(({ edge }) => keyOf(edge) === chosenEdge);
      return opened ? new Set([opened.from.place.id, opened.to.place.id]) : null;
    }
    const ends = net.edges.flatMap(({ from, to }) =>
      from.place.id === lit || to.place.id === lit ? [from.place.id, to.place.id] : [],
    );
    return new Set([lit, ...ends]);
  }, [net, lit, chosenEdge]);
  const dimmed = ({ edge, from, to }: NetEdge) =>
    lit !== null
      ? from.place.id !== lit && to.place.id !== lit
      : chosenEdge != null && keyOf(edge) !== chosenEdge;
  return (
    <>
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
        {net.edges.map((edge) => {
          const { shade, dash, title } = props.look(edge);
          return (
            <Line
              key={keyOf(edge.edge)}
              edge={edge}
              shade={shade}
              dash={dash}
              title={title}
              dim={dimmed(edge)}
              chosen={keyOf(edge.edge) === chosenEdge}
              onChoose={props.onChooseEdge}
            />
          );
        })}
      </g>
      {props.children}
      {net.nodes.map((node) => (
        <Card
          key={node.place.id}
          node={node}
          words={props.words(node)}
          chosen={node.place.id === chosen}
          dim={near !== null && !near.has(node.place.id)}
          onChoose={() => onChoose(node.place.id === chosen ? null : node.place.id)}
          onLook={(on) => onLook(on ? node.place.id : null)}
        />
      ))}
    </>
  );
}
