/** Flows of two sides: what differs in one picture, or both beside each other, drawn alike. */
import { SegmentedControl } from "@mantine/core";
import { useMemo, useRef, useState } from "react";
import { useI18n } from "../../i18n";
import { Empty } from "../../ui/States";
import { useReality } from "../context";
import flow from "../flow/Flow.module.css";
import { Net } from "../flow/Net";
import { netOf } from "../flow/net";
import { Export } from "../picture/Export";
import type { Transitions } from "../queries";
import page from "../Reality.module.css";
import classes from "./Against.module.css";
import { Differences, useDifferenceRows } from "./Differences";
import { isSure, netReport, ofPassages } from "./difference";

/** Passages told in words. */
const TOLD = 15;
/** …where none of them is sure. */
const FEW = 5;
const SHARE = 0.8;

export function FlowAgainst(props: {
  now: Transitions;
  then: Transitions;
  words: string;
  stale: boolean;
}) {
  const { now, then, words } = props;
  const { t, n } = useI18n();
  const { places, search, go, periodWords } = useReality();
  const [chosen, setChosen] = useState<string | null>(null);
  const picture = useRef<SVGSVGElement>(null);
  const rows = useDifferenceRows();
  const differences = useMemo(() => ofPassages(now, then), [now, then]);
  const sure = differences.filter(isSure);
  const more = useMemo(
    () => new Set(sure.filter(({ points }) => points > 0).map(({ key }) => key)),
    [sure],
  );
  const nets = useMemo(
    () => ({
      difference: netOf(places, netReport(now, differences), 1),
      now: netOf(places, now, SHARE),
      past: netOf(places, then, SHARE),
    }),
    [places, now, then, differences],
  );
  if (now.interactions === 0 || then.interactions === 0) {
    return <Empty title={t("against.none.title")} text={t("against.none.text", { words })} />;
  }
  const beside = search.beside === true;
  const chosenOf =
    chosen === null
      ? sure
      : sure.filter(({ path }) =>
          path.some((name) => places.find(({ id }) => id === chosen)?.name === name),
        );
  return (
    <div className={props.stale ? page.stale : undefined}>
      <div className={page.bar}>
        <p className={page.summary}>
          <strong>{n("figures.customers", now.customers)}</strong> {periodWords} ·{" "}
          <strong>{n("figures.customers", then.customers)}</strong> {words}
        </p>
        <div className={page.end}>
          <SegmentedControl
            size="xs"
            aria-label={t("against.how")}
            value={beside ? "beside" : "difference"}
            data={[
              { value: "difference", label: t("against.difference") },
              { value: "beside", label: t("against.beside") },
            ]}
            onChange={(value) => go({ beside: value === "beside" ? true : undefined })}
          />
          <Export name={t("against.difference")} picture={picture} rows={() => rows(differences)} />
        </div>
      </div>
      {beside ? (
        <div className={classes.beside}>
          {[["now", periodWords] as const, ["past", words] as const].map(([side, title]) => (
            <section key={side}>
              <h2 className={classes.side}>{title}</h2>
              <Net
                net={nets[side]}
                shade={() => "time-2"}
                chosen={chosen}
                onChoose={setChosen}
                picture={side === "now" ? picture : null}
              />
            </section>
          ))}
        </div>
      ) : (
        <>
          <ul className={classes.legend}>
            <li>
              <span className={classes.swatch} data-shade="more" aria-hidden="true" />
              {t("against.more")}
            </li>
            <li>
              <span className={classes.swatch} data-shade="less" aria-hidden="true" />
              {t("against.less")}
            </li>
            <li>{t("against.only_sure")}</li>
          </ul>
          <div className={flow.area}>
            <Net
              net={nets.difference}
              shade={({ edge }) => (more.has(`${edge.from}\n${edge.to}`) ? "more" : "less")}
              chosen={chosen}
              onChoose={setChosen}
              picture={picture}
            />
          </div>
        </>
      )}
      {chosenOf.length === 0 && <p className={classes.nothing}>{t("against.alike")}</p>}
      <Differences
        caption={t("against.passages")}
        what={t("against.passage")}
        then={words}
        differences={chosenOf.length > 0 ? chosenOf.slice(0, TOLD) : differences.slice(0, FEW)}
      />
    </div>
  );
}
