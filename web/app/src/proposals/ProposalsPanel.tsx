/** Beside a map: what customers do and no touchpoint shows, taken piece by piece or all at once. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useI18n } from "../i18n";
import { useMap } from "../map/context";
import { PanelFrame } from "../map/panel/Panel";
import { View } from "../ui/States";
import { journeyProposalsQuery, type Proposals } from "./api";
import { nameOf, type Piece, stageFor, usePieces } from "./edited";
import { NoProposals } from "./NoProposals";
import { ProposalCard } from "./ProposalCard";
import classes from "./Proposals.module.css";
import { useRefused } from "./refused";

function List({ proposals }: { proposals: Proposals }) {
  const { t, n, format } = useI18n();
  const { journey, editable, edits } = useMap();
  const { refused, refuse, takeBack } = useRefused(journey.id);
  const [again, setAgain] = useState(false);
  // Taken ones go at once; the server leaves them out when it is next asked.
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const { pieces, edit } = usePieces(proposals.stages, (stage) => stageFor(stage, journey.stages));
  const open = pieces.filter(
    ({ proposal }) => !refused.has(proposal.key) && !taken.has(proposal.key),
  );
  const no = pieces.filter(({ proposal }) => refused.has(proposal.key));
  const stages = journey.stages.map(({ id, name }) => ({ value: id, label: name }));

  const accept = (chosen: Piece[]) => {
    for (const piece of chosen) {
      const stage = journey.stages.find((item) => item.id === piece.stage);
      if (stage) edits.addTouchpoint(stage, { ...piece.proposal.touchpoint, name: nameOf(piece) });
    }
    setTaken(new Set([...taken, ...chosen.map(({ proposal }) => proposal.key)]));
  };
  if (pieces.length === 0) return <NoProposals proposals={proposals} />;
  return (
    <>
      <p className={classes.muted}>{t("proposals.lead")}</p>
      <p className={classes.muted}>
        {t("proposals.explained", {
          share: format.percent(proposals.explained / Math.max(1, proposals.interactions)),
          interactions: proposals.interactions,
        })}{" "}
        {proposals.left_out > 0 && n("proposals.left_out", proposals.left_out)}
      </p>
      {editable && open.length > 1 && (
        <div className={classes.head}>
          <Button size="compact-md" onClick={() => accept(open)}>
            {n("proposals.accept.all", open.length)}
          </Button>
        </div>
      )}
      <ol className={classes.cards}>
        {open.map((piece) => (
          <ProposalCard
            key={piece.proposal.key}
            piece={piece}
            stages={stages}
            readOnly={!editable}
            onEdit={(change) => edit(piece.proposal.key, change)}
          >
            <Button
              size="compact-sm"
              variant="light"
              aria-label={t("proposals.accept.of", { name: piece.name })}
              onClick={() => accept([piece])}
            >
              {t("proposals.accept")}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t("proposals.refuse.of", { name: piece.name })}
              onClick={() => refuse(piece.proposal.key)}
            >
              {t("proposals.refuse")}
            </Button>
          </ProposalCard>
        ))}
      </ol>
      {no.length > 0 && (
        <div className={classes.refused} role="status">
          <span className={classes.muted}>{n("proposals.refused", no.length)}</span>
          <Button size="compact-sm" variant="default" onClick={() => setAgain(!again)}>
            {t(again ? "proposals.refused.hide" : "proposals.refused.show")}
          </Button>
        </div>
      )}
      {again && (
        <ol className={classes.cards}>
          {no.map((piece) => (
            <ProposalCard
              key={piece.proposal.key}
              piece={piece}
              stages={stages}
              readOnly={!editable}
              out
              onEdit={(change) => edit(piece.proposal.key, change)}
            >
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t("proposals.take_back.of", { name: piece.name })}
                onClick={() => takeBack(piece.proposal.key)}
              >
                {t("proposals.take_back")}
              </Button>
            </ProposalCard>
          ))}
        </ol>
      )}
    </>
  );
}

export function ProposalsPanel() {
  const { t } = useI18n();
  const { journey, period } = useMap();
  const proposals = useQuery(journeyProposalsQuery(journey.id, period));
  return (
    <PanelFrame title={t("proposals.title")}>
      <View query={proposals}>{(data) => <List proposals={data} />}</View>
    </PanelFrame>
  );
}
