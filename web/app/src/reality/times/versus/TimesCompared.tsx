/** The time between two places on both sides: who arrives, how long half of them take, as bars. */
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useI18n } from "../../../i18n";
import { TOO_FEW } from "../../../i18n/format";
import { useReality } from "../../context";
import { Export } from "../../picture/Export";
import page from "../../Reality.module.css";
import { Both, NobodyThere, SidesHead } from "../../versus/Compared";
import type { Sides } from "../../versus/useVersus";
import type { Pair } from "../pair";
import { type Durations, durationsQuery } from "../query";
import classes from "../Times.module.css";
import own from "./Compared.module.css";
import { barPairs } from "./join";
import { PairHistogram } from "./PairHistogram";
import { BarRows, Figures } from "./Tables";

interface Told {
  sides: Sides;
  pair: Pair;
  a: Durations;
  b: Durations;
}

function Told(props: Told & { stale: boolean }) {
  const { sides, pair, a, b } = props;
  const { t, n } = useI18n();
  const { search } = useReality();
  const picture = useRef<SVGSVGElement>(null);
  const unit = search.cases === "session" ? "reality.visits" : "figures.customers";
  const bars = barPairs(a, b);
  const few = a.cases < TOO_FEW ? sides.a : b.cases < TOO_FEW ? sides.b : undefined;
  const label = t("versus.times.picture", { from: pair[0].name, to: pair[1].name });
  const medians = { a: a.median_seconds, b: b.median_seconds };
  const of = (name: string, side: string) => t("versus.csv.side", { of: name, side });
  const rows = () => [
    [
      t("reality.csv.over"),
      t("reality.csv.under"),
      of(t("reality.csv.share"), "A"),
      of(t("reality.csv.share"), "B"),
    ],
    ...bars.map((bar) => [bar.from, bar.to, bar.a, bar.b]),
  ];
  return (
    <div className={`${own.compared} ${props.stale ? page.stale : ""}`}>
      <div className={page.bar}>
        <SidesHead sides={sides} a={a.cases_from} b={b.cases_from} unit={unit} />
        <div className={page.end}>
          {!few && <Export name={t("reality.view.times")} picture={picture} rows={rows} />}
        </div>
      </div>
      <Figures sides={sides} pair={pair} a={a} b={b} />
      {few || medians.a == null || medians.b == null ? (
        <p className={classes.aside}>
          {t("versus.times.few", {
            side: few?.mark ?? "A",
            count: n(unit, few === sides.b ? b.cases : a.cases),
          })}
        </p>
      ) : (
        <>
          <div className={classes.wide}>
            <PairHistogram
              bars={bars}
              medians={{ a: medians.a, b: medians.b }}
              sides={sides}
              label={label}
              picture={picture}
            />
          </div>
          <div className={classes.narrow}>
            <BarRows bars={bars} caption={label} />
          </div>
          <p className={classes.aside}>
            {t("versus.times.legend")} {t("versus.times.no_interval")} {t("reality.times.note")}
          </p>
        </>
      )}
    </div>
  );
}

export function TimesCompared({ sides, pair }: { sides: Sides; pair: Pair }) {
  const a = useQuery(durationsQuery(sides.a.question, ...pair));
  const b = useQuery(durationsQuery(sides.b.question, ...pair));
  return (
    <Both a={a} b={b}>
      {(one, other, stale) =>
        one.cases_from === 0 || other.cases_from === 0 ? (
          <NobodyThere sides={sides} a={one.cases_from} b={other.cases_from} />
        ) : (
          <Told sides={sides} pair={pair} a={one} b={other} stale={stale} />
        )
      }
    </Both>
  );
}
