/** What the data knows of a point: its figures, or what it could be tied to. */
import { Skeleton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { Hue, Touchpoint } from "../api/types";
import { useI18n } from "../i18n";
import { figuresQuery } from "../map/queries";
import { claimOfProposal, type Proposal, proposalsQuery } from "../proposals/api";
import { useShare } from "../ui/Figure";
import { toast } from "../ui/toasts";
import classes from "./Details.module.css";
import shared from "./FirstMap.module.css";
import { nearest } from "./nearest";

const PERIOD = { period: "90d" } as const;
/** Offered for one point; the rest are on the map, under the signals of its panel. */
const OFFERED = 4;

function Figures(props: { journeyId: string; touchpoint: Touchpoint }) {
  const { t, n, format } = useI18n();
  const share = useShare();
  const figures = useQuery(figuresQuery(props.journeyId, PERIOD, "draft"));
  if (figures.isPending) return <Skeleton height={20} width="60%" />;
  const own = figures.data?.touchpoints.find((item) => item.touchpoint_id === props.touchpoint.id);
  if (!own || own.interactions === 0) {
    return <p className={shared.muted}>{t("firstMap.known.nothing")}</p>;
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
            feeling: `${own.felt.mean < 0 ? "−" : "+"}${format.points(own.felt.mean / 100)}`,
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
  const { t, language } = useI18n();
  const { journeyId, touchpoint, hue, claimed } = props;
  const client = useQueryClient();
  const wired = touchpoint.signals.length > 0;
  const proposals = useQuery({ ...proposalsQuery(language), enabled: !wired });
  const tie = useMutation({
    mutationFn: (proposal: Proposal) =>
      call(
        http.PUT("/api/v1/touchpoints/{id}/signals", {
          params: { path: { id: touchpoint.id } },
          body: { signals: proposal.touchpoint.signals ?? [] },
        }),
      ),
    onSuccess: (_answer, proposal) => {
      toast({ text: t("firstMap.known.tied", { name: proposal.touchpoint.name }) });
      void client.invalidateQueries({ queryKey: ["figures", journeyId] });
      return client.invalidateQueries({ queryKey: keys.journey(journeyId) });
    },
  });
  const offered = nearest(touchpoint.name, hue, proposals.data?.stages ?? [])
    .filter((proposal) => !claimed.has(claimOfProposal(proposal)))
    .slice(0, OFFERED);
  return (
    <section className={classes.knownBox} aria-labelledby="known">
      <h3 id="known" className={classes.question}>
        {t("firstMap.known")}
      </h3>
      {wired ? (
        <Figures journeyId={journeyId} touchpoint={touchpoint} />
      ) : offered.length === 0 ? (
        <p className={shared.muted}>{t("firstMap.known.nothing")}</p>
      ) : (
        <>
          <p className={shared.muted}>{t("firstMap.known.unwired")}</p>
          <ul className={shared.chips}>
            {offered.map((proposal) => (
              <li key={proposal.key}>
                <button
                  type="button"
                  className={shared.chip}
                  style={{ "--band": `var(--pc-hue-${hue})` } as React.CSSProperties}
                  disabled={tie.isPending}
                  onClick={() => tie.mutate(proposal)}
                >
                  {t("firstMap.known.tie", {
                    name: proposal.touchpoint.name,
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
