/** The way of one customer over the touchpoints of the map, step after step. */
import { CloseButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo, useRef, useState } from "react";
import { call, http } from "../../api/client";
import { keys } from "../../api/keys";
import { customerName } from "../../customers/name";
import { useI18n } from "../../i18n";
import { Empty, View } from "../../ui/States";
import { useReality } from "../context";
import flow from "../flow/Flow.module.css";
import { Legend } from "../flow/Legend";
import { Net } from "../flow/Net";
import { netOf } from "../flow/net";
import { Export } from "../picture/Export";
import page from "../Reality.module.css";
import { reportOf, type Step } from "./way";

function Drawn({
  id,
  name,
  steps,
  earlier,
}: {
  id: string;
  name: string;
  steps: Step[];
  earlier: number;
}) {
  const { t, n, format } = useI18n();
  const { places, go } = useReality();
  const [chosen, setChosen] = useState<string | null>(null);
  const picture = useRef<SVGSVGElement>(null);
  const report = useMemo(() => reportOf(steps, places), [steps, places]);
  const net = useMemo(() => netOf(places, report, 1), [places, report]);
  const names = new Map(places.map((place) => [place.id, place.name]));
  const told = steps.filter(({ touchpoint_id }) => names.has(touchpoint_id));
  const rows = () => [
    [t("way.when"), t("way.where")],
    ...told.map(({ touchpoint_id, at }) => [at, names.get(touchpoint_id) ?? ""]),
  ];
  return (
    <>
      <div className={page.bar}>
        <p className={page.summary}>
          {t("way.of")}{" "}
          <Link to="/customers/$id" params={{ id }}>
            <strong>{name}</strong>
          </Link>{" "}
          · {n("figures.interactions", told.length)}
          {told[0] && ` · ${t("way.since", { date: format.date(told[0].at) })}`}
          {earlier > 0 && ` · ${t("behind.earlier", { count: earlier })}`}
        </p>
        <div className={page.end}>
          <Export name={name} picture={picture} rows={rows} />
          <CloseButton aria-label={t("way.close")} onClick={() => go({ customer: undefined })} />
        </div>
      </div>
      {told.length === 0 ? (
        <Empty title={t("way.none.title")} text={t("way.none.text")} />
      ) : (
        <>
          <Legend colour="time" />
          <div className={flow.area}>
            <Net net={net} colour="time" chosen={chosen} onChoose={setChosen} picture={picture} />
          </div>
        </>
      )}
    </>
  );
}

export function WayOf({ id }: { id: string }) {
  const { t } = useI18n();
  const { journey } = useReality();
  const customer = useQuery({
    queryKey: keys.customer(id),
    queryFn: ({ signal }) =>
      call(http.GET("/api/v1/customers/{id}", { params: { path: { id } }, signal })),
  });
  const ways = useQuery({
    queryKey: [...keys.ways, journey.id, id],
    queryFn: ({ signal }) =>
      call(
        http.GET("/api/v1/journeys/{id}/ways", {
          params: { path: { id: journey.id }, query: { customers: id } },
          signal,
        }),
      ),
  });
  return (
    <View query={customer}>
      {(known) => (
        <View query={ways}>
          {({ items }) => (
            <Drawn
              id={id}
              name={customerName(known, t)}
              steps={items[0]?.steps ?? []}
              earlier={items[0]?.earlier ?? 0}
            />
          )}
        </View>
      )}
    </View>
  );
}
