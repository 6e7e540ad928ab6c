/** Paths as strips, with the share of each side. */
import { useI18n } from "../../../i18n";
import { TOO_FEW } from "../../../i18n/format";
import { OpensBehind } from "../../behind/Behind";
import { useReality } from "../../context";
import { written } from "../../queries";
import { Mark } from "../../versus/Compared";
import type { Sides } from "../../versus/useVersus";
import { Verdict } from "../../versus/Verdict";
import classes from "../Paths.module.css";
import { Strip } from "../Ways";
import type { Count, PathPair } from "./join";

/** A share, or that it is no more than one. */
export function useCountShare() {
  const { t, format } = useI18n();
  return (of: Count, cases: number): string => {
    if (cases < TOO_FEW) return t("common.too_few");
    return "count" in of
      ? format.percent(of.count / cases)
      : t("versus.paths.at_most", { share: format.percent(Math.min(1, of.most / cases)) });
  };
}

const partOf = (of: Count, cases: number) => ("count" in of && cases > 0 ? of.count / cases : 0);

export function Pairs(props: {
  pairs: readonly PathPair[];
  sides: Sides;
  /** How many cases each side has. */
  a: number;
  b: number;
}) {
  const { pairs, sides } = props;
  const { t } = useI18n();
  const { search } = useReality();
  const share = useCountShare();
  const widest = Math.max(
    ...pairs.flatMap(({ a, b }) => [partOf(a, props.a), partOf(b, props.b)]),
    0,
  );
  return (
    <ol className={classes.ways}>
      {pairs.map((pair) => (
        <li key={pair.path.join("\n")} className={classes.way} data-pair>
          <div className={classes.share}>
            <ul className={classes.pair}>
              {(["a", "b"] as const).map((side) => {
                const { mark, question } = sides[side];
                const part = partOf(pair[side], props[side]);
                return (
                  <li key={side}>
                    <Mark of={mark} />
                    <span className={classes.track} aria-hidden="true">
                      <span
                        className={classes.fill}
                        data-side={mark}
                        style={{ width: `${widest > 0 ? (part / widest) * 100 : 0}%` }}
                      />
                    </span>
                    <span className={classes.count} data-figures>
                      <OpensBehind
                        title={t("versus.titled", { side: mark, name: pair.path.join(" → ") })}
                        question={question}
                        figure={{
                          report: "variants",
                          of: {
                            path: written(pair.path) ?? "",
                            fold_loops: search.loops !== "all",
                          },
                        }}
                      >
                        {share(pair[side], props[side])}
                      </OpensBehind>
                    </span>
                  </li>
                );
              })}
            </ul>
            <span className={classes.verdict}>
              {pair.difference ? <Verdict of={pair.difference} /> : t("versus.paths.unknown")}
            </span>
          </div>
          <Strip path={pair.path} />
        </li>
      ))}
    </ol>
  );
}
