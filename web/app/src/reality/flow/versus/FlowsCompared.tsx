/** Flows of two sides: both pictures on one scale and in one layout, or one picture of what differs. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { useI18n } from "../../../i18n";
import { useReality } from "../../context";
import { Export } from "../../picture/Export";
import { type Transitions, transitionsQuery } from "../../queries";
import page from "../../Reality.module.css";
import { Both, NobodyThere, SidesHead } from "../../versus/Compared";
import type { Sides } from "../../versus/useVersus";
import { AsChoice, ColourChoice, SHARE, ShareSlider } from "../Controls";
import classes from "../Flow.module.css";
import { Legend } from "../Legend";
import { keyOf, mostOf } from "../net";
import type { Colour } from "../shades";
import { DifferencePicture } from "./DifferencePicture";
import { GradeLegend } from "./GradeLegend";
import { passagesOf, reachOf } from "./join";
import { PairPicture } from "./PairPicture";
import { PassagePanel } from "./PassagePanel";
import { PlacePanel } from "./PlacePanel";
import { useFlowRows } from "./rows";

interface Told {
  sides: Sides;
  a: Transitions;
  b: Transitions;
  stale: boolean;
}

function Drawn({ sides, a, b, stale }: Told) {
  const { t, format } = useI18n();
  const { places, search, go } = useReality();
  const [share, setShare] = useState(search.share ?? SHARE);
  const [chosen, setChosen] = useState<string | null>(null);
  const [chosenEdge, setChosenEdge] = useState<string | null>(null);
  const picture = useRef<SVGSVGElement>(null);
  const colour: Colour = search.colour ?? "time";
  const difference = search.vs_as === "difference";
  const passages = useMemo(() => passagesOf(a, b), [a, b]);
  const reach = useMemo(() => reachOf(a, b), [a, b]);
  const kept = useMemo(
    () => mostOf(passages, share / 100, ({ weight }) => weight),
    [passages, share],
  );
  const rows = useFlowRows(passages);
  const place = places.find(({ id }) => id === chosen);
  const passage = passages.find((item) => keyOf(item) === chosenEdge);
  const drawing = {
    sides,
    a,
    b,
    passages: kept.edges,
    reach,
    chosen,
    chosenEdge,
    onChoose: (id: string | null) => {
      setChosen(id);
      setChosenEdge(null);
    },
    onChooseEdge: setChosenEdge,
    picture,
  };
  return (
    <div className={stale ? page.stale : undefined}>
      <SidesHead sides={sides} a={a.customers} b={b.customers} unit="figures.customers" />
      <div className={page.bar}>
        <p className={page.summary}>
          {t("reality.flow.drawn", { share: format.percent(kept.drawn), count: kept.edges.length })}
        </p>
        <div className={page.end}>
          <ShareSlider
            share={share}
            onShare={setShare}
            onShareEnd={(value) => go({ share: value === SHARE ? undefined : value })}
          />
          {!difference && (
            <ColourChoice
              colour={colour}
              onColour={(value) => go({ colour: value === "loss" ? "loss" : undefined })}
            />
          )}
          <AsChoice
            difference={difference}
            onDifference={(on) => go({ vs_as: on ? "difference" : undefined })}
          />
          <Export name={t("reality.view.flow")} picture={picture} rows={rows} />
        </div>
      </div>
      {difference ? <GradeLegend /> : <Legend colour={colour} marks={["stops"]} />}
      <p className={classes.quiet}>
        {t(difference ? "versus.flow.width" : "versus.flow.width.each")}. {t("versus.flow.hint")}
      </p>
      <div className={classes.area}>
        {difference ? (
          <DifferencePicture {...drawing} />
        ) : (
          <PairPicture {...drawing} colour={colour} />
        )}
        {passage ? (
          <PassagePanel
            passage={passage}
            sides={sides}
            {...(place && { back: place.name, onBack: () => setChosenEdge(null) })}
            onClose={() => drawing.onChoose(null)}
          />
        ) : (
          place && (
            <PlacePanel
              place={place}
              sides={sides}
              passages={passages}
              reach={reach.get(place.name)}
              onOpen={setChosenEdge}
              onClose={() => drawing.onChoose(null)}
            />
          )
        )}
      </div>
    </div>
  );
}

export function FlowsCompared({ sides }: { sides: Sides }) {
  const a = useQuery(transitionsQuery(sides.a.question));
  const b = useQuery(transitionsQuery(sides.b.question));
  return (
    <Both a={a} b={b}>
      {(one, other, stale) =>
        one.customers === 0 || other.customers === 0 ? (
          <NobodyThere sides={sides} a={one.customers} b={other.customers} />
        ) : (
          <Drawn sides={sides} a={one} b={other} stale={stale} />
        )
      }
    </Both>
  );
}
