/** Paths as strips: a step a piece, with the band of its stage. */
import { useState } from "react";
import { useI18n } from "../../i18n";
import { OpensBehind } from "../behind/Behind";
import { useReality } from "../context";
import { written } from "../queries";
import classes from "./Paths.module.css";

export interface Way {
  path: string[];
  /** Cases. */
  count: number;
  share: number;
  median_seconds?: number | null;
}

/** Steps of a long path that are told before one asks for the rest. */
const STEPS = 14;

export function Strip({ path }: { path: readonly string[] }) {
  const { n } = useI18n();
  const { named } = useReality();
  const [whole, setWhole] = useState(false);
  const shown = whole || path.length <= STEPS + 1 ? path : path.slice(0, STEPS);
  return (
    <ol className={classes.strip}>
      {shown.map((name, index) => {
        const hue = named.get(name)?.hue;
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the same touchpoint may come again
            key={index}
            className={classes.step}
            style={hue && { borderTopColor: `var(--pc-hue-${hue})` }}
          >
            {name}
          </li>
        );
      })}
      {shown.length < path.length && (
        <li>
          <button type="button" className={classes.rest} onClick={() => setWhole(true)}>
            {n("reality.paths.rest", path.length - shown.length)}
          </button>
        </li>
      )}
    </ol>
  );
}

/** `typical` ways stand for others too: nobody is behind just them. */
export function Ways(props: { ways: readonly Way[]; typical: boolean }) {
  const { ways } = props;
  const { t, n, format } = useI18n();
  const { search } = useReality();
  const widest = Math.max(...ways.map(({ share }) => share), 0);
  const unit = search.cases === "session" ? "reality.visits" : "figures.customers";
  return (
    <ol className={classes.ways}>
      {ways.map((way) => (
        <li key={way.path.join("\n")} className={classes.way}>
          <div className={classes.share}>
            <span className={classes.percent} data-figures>
              {format.percent(way.share)}
            </span>
            <span className={classes.track} aria-hidden="true">
              <span
                className={classes.fill}
                style={{ width: `${widest > 0 ? (way.share / widest) * 100 : 0}%` }}
              />
            </span>
            <span className={classes.count} data-figures>
              {props.typical ? (
                n(unit, way.count)
              ) : (
                <OpensBehind
                  title={way.path.join(" → ")}
                  figure={{
                    report: "variants",
                    of: { path: written(way.path) ?? "", fold_loops: search.loops !== "all" },
                  }}
                >
                  {n(unit, way.count)}
                </OpensBehind>
              )}
              {way.path.length > 1 && way.median_seconds != null && (
                <> · {t("reality.paths.in", { time: format.duration(way.median_seconds) })}</>
              )}
            </span>
          </div>
          <Strip path={way.path} />
        </li>
      ))}
    </ol>
  );
}
