/** One place of the net in words: who comes from where, who goes on to where, how fast. */
import { CloseButton } from "@mantine/core";
import { useI18n } from "../../i18n";
import { OpensBehind } from "../behind/Behind";
import { useReality } from "../context";
import { type Edge, type Transitions, written } from "../queries";
import classes from "./Flow.module.css";

function Ways(props: { title: string; edges: Edge[]; name: (edge: Edge) => string; all: number }) {
  const { t, format } = useI18n();
  const { all } = props;
  return (
    <section>
      <h3 className={classes.detailTitle}>{props.title}</h3>
      {props.edges.length === 0 ? (
        <p className={classes.quiet}>{t("reality.flow.nobody")}</p>
      ) : (
        <ol className={classes.ways}>
          {props.edges.slice(0, 8).map((edge) => (
            <li key={props.name(edge)}>
              <span className={classes.wayName}>{props.name(edge)}</span>
              <span className={classes.wayFigures} data-figures>
                <OpensBehind
                  title={`${edge.from} → ${edge.to}`}
                  figure={{ report: "transitions", of: { edge: written([edge.from, edge.to]) } }}
                >
                  {format.percent(all > 0 ? edge.count / all : 0)}
                </OpensBehind>
                {edge.median_seconds != null && ` · ${format.duration(edge.median_seconds)}`}
              </span>
              <span className={classes.track} aria-hidden="true">
                <span
                  className={classes.fill}
                  style={{ width: `${all > 0 ? (edge.count / all) * 100 : 0}%` }}
                />
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

export function Detail(props: { id: string; report: Transitions; onClose: () => void }) {
  const { t, n, format } = useI18n();
  const { places } = useReality();
  const place = places.find(({ id }) => id === props.id);
  if (!place) return null;
  const { edges, nodes, starts, ends } = props.report;
  const node = nodes.find(({ name }) => name === place.name);
  const count = node?.count ?? 0;
  const of = (list: Transitions["starts"]) =>
    list.find(({ name }) => name === place.name)?.count ?? 0;
  const ordered = (list: Edge[]) => [...list].sort((a, b) => b.count - a.count);
  return (
    <aside className={classes.detail} aria-label={place.name}>
      <header className={classes.detailHead}>
        <h2 className={classes.detailName}>{place.name}</h2>
        <CloseButton aria-label={t("panel.close")} onClick={props.onClose} />
      </header>
      <p className={classes.quiet}>
        <OpensBehind
          title={place.name}
          figure={{ report: "transitions", of: { node: written([place.name]) } }}
        >
          {n("figures.customers", node?.customers ?? 0)}
        </OpensBehind>{" "}
        · {n("figures.interactions", count)}
      </p>
      <p className={classes.quiet}>
        {t("reality.flow.begins", {
          share: format.percent(count > 0 ? of(starts) / count : 0),
        })}{" "}
        {t("reality.flow.stops", { share: format.percent(count > 0 ? of(ends) / count : 0) })}
      </p>
      <Ways
        title={t("reality.flow.from")}
        edges={ordered(edges.filter(({ to }) => to === place.name))}
        name={(edge) => (edge.from === place.name ? t("reality.flow.again") : edge.from)}
        all={count}
      />
      <Ways
        title={t("reality.flow.to")}
        edges={ordered(edges.filter(({ from }) => from === place.name))}
        name={(edge) => (edge.to === place.name ? t("reality.flow.again") : edge.to)}
        all={count}
      />
    </aside>
  );
}
