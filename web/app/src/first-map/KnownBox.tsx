/** What the data knows of a point: its figures, or what it could be tied to. */
import { Skeleton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { Hue, Touchpoint } from "../api/types";
import { useI18n } from "../i18n";
import { figuresQuery } from "../map/queries";
import { keyOf, type Proposal, proposalsQuery } from "../proposals/api";
import { useShare } from "../ui/Figure";
import { toast } from "../ui/toasts";
import classes from "./FirstMap.module.css";

const PERIOD = { period: "90d" } as const;
/** Offered for one point; the rest are on the map, under the signals of its panel. */
const OFFERED = 4;

const words = (text: string) =>
  new Set(
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 2),
  );

/** Those named alike first, then those of the same stage, the most frequent first. */
export function nearest(
  name: string,
  hue: Hue,
  stages: { hue: Hue; touchpoints: Proposal[] }[],
): Proposal[] {
  const own = words(name);
  const scored = stages.flatMap((stage) =>
    stage.touchpoints.map((proposal) => ({
      proposal,
      alike: [...words(proposal.name)].filter((word) => own.has(word)).length,
      near: stage.hue === hue ? 1 : 0,
    })),
  );
  return scored
    .filter(({ alike, near }) => alike + near > 0)
    .sort(
      (a, b) => b.alike - a.alike || b.near - a.near || b.proposal.customers - a.proposal.customers,
    )
    .map(({ proposal }) => proposal);
}

function Figures(props: { journeyId: string; touchpoint: Touchpoint }) {
  const { t, n, format } = useI18n();
  const share = useShare();
  const figures = useQuery(figuresQuery(props.journeyId, PERIOD, "draft"));
  if (figures.isPending) return <Skeleton height={20} width="60%" />;
  const own = figures.data?.touchpoints.find((item) => item.touchpoint_id === props.touchpoint.id);
  if (!own || own.interactions === 0) {
    return <p className={classes.muted}>{t("firstMap.known.nothing")}</p>;
  }
  return (
    <ul className={classes.known}>
      <li>{n("firstMap.known.customers", own.customers)}</li>
      {own.lost != null && (
        <li>{t("firstMap.known.lost", { share: share(own.lost, own.customers) })}</li>
      )}
      {own.felt && (
        <li>
          {n("firstMap.known.felt", own.felt.answers, {
            feeling: `${own.felt.mean < 0 ? "−" : "+"}${format.value(Math.abs(Math.round(own.felt.mean * 10) / 10))}`,
          })}
        </li>
      )}
    </ul>
  );
}

export function KnownBox(props: {
  journeyId: string;
  touchpoint: Touchpoint;
  hue: Hue;
  /** What other points of the map claim already. */
  claimed: ReadonlySet<string>;
}) {
  const { t } = useI18n();
  const { journeyId, touchpoint, hue, claimed } = props;
  const client = useQueryClient();
  const wired = touchpoint.signals.length > 0;
  const proposals = useQuery({ ...proposalsQuery, enabled: !wired });
  const tie = useMutation({
    mutationFn: (proposal: Proposal) =>
      call(
        http.PUT("/api/v1/touchpoints/{id}/signals", {
          params: { path: { id: touchpoint.id } },
          body: { signals: proposal.signals },
        }),
      ),
    onSuccess: (_answer, proposal) => {
      toast({ text: t("firstMap.known.tied", { name: proposal.name }) });
      void client.invalidateQueries({ queryKey: ["figures", journeyId] });
      return client.invalidateQueries({ queryKey: keys.journey(journeyId) });
    },
  });
  const offered = nearest(touchpoint.name, hue, proposals.data?.stages ?? [])
    .filter((proposal) => !claimed.has(keyOf(proposal)))
    .slice(0, OFFERED);
  return (
    <section className={classes.knownBox} aria-labelledby="known">
      <h3 id="known" className={classes.question}>
        {t("firstMap.known")}
      </h3>
      {wired ? (
        <Figures journeyId={journeyId} touchpoint={touchpoint} />
      ) : offered.length === 0 ? (
        <p className={classes.muted}>{t("firstMap.known.nothing")}</p>
      ) : (
        <>
          <p className={classes.muted}>{t("firstMap.known.unwired")}</p>
          <ul className={classes.chips}>
            {offered.map((proposal) => (
              <li key={keyOf(proposal)}>
                <button
                  type="button"
                  className={classes.chip}
                  style={{ "--band": `var(--pc-hue-${hue})` } as React.CSSProperties}
                  disabled={tie.isPending}
                  onClick={() => tie.mutate(proposal)}
                >
                  {t("firstMap.known.tie", {
                    name: proposal.name,
                    customers: proposal.customers,
                  })}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
