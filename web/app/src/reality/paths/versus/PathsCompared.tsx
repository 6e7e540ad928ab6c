/** Whole paths of two sides: how many take each, on both, and what differs. */
import { Button, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { useI18n } from "../../../i18n";
import { useReality } from "../../context";
import { Export } from "../../picture/Export";
import { TablePicture } from "../../picture/TablePicture";
import { type Variants, variantsQuery } from "../../queries";
import page from "../../Reality.module.css";
import { Both, NobodyThere, SidesHead } from "../../versus/Compared";
import { useDifferenceColumns } from "../../versus/columns";
import type { Sides } from "../../versus/useVersus";
import { useDifferenceWords } from "../../versus/Verdict";
import classes from "../Paths.module.css";
import { type Count, pathPairs } from "./join";
import { Pairs, useCountShare } from "./Pairs";

/** Asked of each side: what is frequent on the one may be rare on the other. */
const ASKED = 1000;
const STEP = 15;
/** Steps of a path that a line of the picture has room for. */
const WRITTEN = 4;

function Told(props: { sides: Sides; a: Variants; b: Variants; stale: boolean }) {
  const { sides, a, b } = props;
  const { t } = useI18n();
  const { search, go } = useReality();
  const [top, setTop] = useState(STEP);
  const picture = useRef<SVGSVGElement>(null);
  const difference = useDifferenceColumns();
  const says = useDifferenceWords();
  const share = useCountShare();
  const pairs = useMemo(() => pathPairs(a, b, ASKED), [a, b]);
  const unit = search.cases === "session" ? "reality.visits" : "figures.customers";
  const shown = pairs.slice(0, top);
  const of = (name: string, side: string) => t("versus.csv.side", { of: name, side });
  const count = (side: Count) => ("count" in side ? side.count : null);
  const part = (side: Count, cases: number) => {
    const known = count(side);
    return known === null || cases === 0 ? null : known / cases;
  };
  const rows = () => [
    [
      t("reality.csv.path"),
      ...["A", "B"].flatMap((side) => [
        of(t("reality.csv.cases"), side),
        of(t("reality.csv.share"), side),
      ]),
      ...difference.heads,
    ],
    ...pairs.map((pair) => [
      pair.path.join(" → "),
      count(pair.a),
      part(pair.a, a.cases),
      count(pair.b),
      part(pair.b, b.cases),
      ...(pair.difference
        ? difference.cells(pair.difference)
        : [null, null, null, t("versus.paths.unknown")]),
    ]),
  ];
  return (
    <div className={props.stale ? page.stale : undefined}>
      <SidesHead sides={sides} a={a.cases} b={b.cases} unit={unit} />
      <div className={page.bar}>
        <p className={page.summary}>{t("versus.paths.told", { count: shown.length })}</p>
        <div className={page.end}>
          <Switch
            size="sm"
            label={t("reality.paths.fold")}
            checked={search.loops !== "all"}
            onChange={(event) => go({ loops: event.currentTarget.checked ? undefined : "all" })}
          />
          <Export name={t("reality.view.paths")} picture={picture} rows={rows} />
        </div>
      </div>
      {search.ways === "typical" && <p className={classes.note}>{t("versus.paths.typical")}</p>}
      {!(a.exact && b.exact) && <p className={classes.note}>{t("reality.paths.inexact")}</p>}
      <Pairs pairs={shown} sides={sides} a={a.cases} b={b.cases} />
      {pairs.length > top && (
        <Button variant="default" mt="md" onClick={() => setTop((old) => old * 2)}>
          {t("reality.paths.more")}
        </Button>
      )}
      <TablePicture
        ref={picture}
        title={t("versus.pair", { a: sides.a.name, b: sides.b.name })}
        name={620}
        columns={["A", "B", t("versus.difference")]}
        rows={shown.map((pair) => ({
          name: [
            pair.path.slice(0, WRITTEN).join(" → "),
            pair.path.length > WRITTEN && `… +${pair.path.length - WRITTEN}`,
          ]
            .filter(Boolean)
            .join(" → "),
          cells: [
            { text: share(pair.a, a.cases) },
            { text: share(pair.b, b.cases) },
            { text: pair.difference ? says(pair.difference) : t("versus.paths.unknown") },
          ],
        }))}
        column={300}
      />
    </div>
  );
}

export function PathsCompared({ sides }: { sides: Sides }) {
  const { search } = useReality();
  const told = { top: ASKED, fold_loops: search.loops !== "all", median: false };
  const a = useQuery(variantsQuery(sides.a.question, told));
  const b = useQuery(variantsQuery(sides.b.question, told));
  return (
    <Both a={a} b={b}>
      {(one, other, stale) =>
        one.cases === 0 || other.cases === 0 ? (
          <NobodyThere sides={sides} a={one.cases} b={other.cases} />
        ) : (
          <Told sides={sides} a={one} b={other} stale={stale} />
        )
      }
    </Both>
  );
}
