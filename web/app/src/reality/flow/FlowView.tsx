/** How customers go from touchpoint to touchpoint, over the columns of the map. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { useI18n } from "../../i18n";
import { Empty, View } from "../../ui/States";
import { useReality } from "../context";
import { Export } from "../picture/Export";
import { type Transitions, transitionsQuery } from "../queries";
import page from "../Reality.module.css";
import { Compared } from "../versus/Compared";
import { WayOf } from "../way/WayOf";
import { ColourChoice, SHARE, ShareSlider } from "./Controls";
import { Detail } from "./Detail";
import classes from "./Flow.module.css";
import { Legend } from "./Legend";
import { Net } from "./Net";
import { netOf } from "./net";
import type { Colour } from "./shades";
import { FlowsCompared } from "./versus/FlowsCompared";

function Drawn({ report, stale }: { report: Transitions; stale: boolean }) {
  const { t, n, format } = useI18n();
  const { places, search, go } = useReality();
  const [share, setShare] = useState(search.share ?? SHARE);
  const [chosen, setChosen] = useState<string | null>(null);
  const picture = useRef<SVGSVGElement>(null);
  const colour: Colour = search.colour ?? "time";
  const net = useMemo(() => netOf(places, report, share / 100), [places, report, share]);
  if (report.interactions === 0) {
    return <Empty title={t("reality.empty.title")} text={t("reality.empty.text")} />;
  }
  const rows = () => [
    [
      t("reality.csv.from"),
      t("reality.csv.to"),
      t("reality.csv.passages"),
      t("reality.csv.customers"),
      t("reality.csv.mean"),
      t("reality.csv.median"),
      t("reality.csv.p90"),
    ],
    ...report.edges.map((edge) => [
      edge.from,
      edge.to,
      edge.count,
      edge.customers,
      edge.mean_seconds,
      edge.median_seconds,
      edge.p90_seconds,
    ]),
  ];
  return (
    <div className={stale ? page.stale : undefined}>
      <div className={page.bar}>
        <p className={page.summary}>
          <strong>{n("figures.customers", report.customers)}</strong> ·{" "}
          {n("figures.interactions", report.interactions)} ·{" "}
          {t("reality.flow.drawn", { share: format.percent(net.drawn), count: net.edges.length })}
        </p>
        <div className={page.end}>
          <ShareSlider
            share={share}
            onShare={setShare}
            onShareEnd={(value) => go({ share: value === SHARE ? undefined : value })}
          />
          <ColourChoice
            colour={colour}
            onColour={(value) => go({ colour: value === "loss" ? "loss" : undefined })}
          />
          <Export name={t("reality.view.flow")} picture={picture} rows={rows} />
        </div>
      </div>
      <Legend colour={colour} />
      <div className={classes.area}>
        <Net net={net} colour={colour} chosen={chosen} onChoose={setChosen} picture={picture} />
        {chosen !== null && <Detail id={chosen} report={report} onClose={() => setChosen(null)} />}
      </div>
    </div>
  );
}

function Alone() {
  const { question } = useReality();
  const report = useQuery(transitionsQuery(question));
  return (
    <View query={report}>{(data) => <Drawn report={data} stale={report.isPlaceholderData} />}</View>
  );
}

export function FlowView() {
  const { search } = useReality();
  if (search.customer !== undefined) return <WayOf id={search.customer} />;
  return <Compared alone={<Alone />}>{(sides) => <FlowsCompared sides={sides} />}</Compared>;
}
