/** One proposed touchpoint: its name and stage to change, its figures, what it claims. */
import { NativeSelect } from "@mantine/core";
import type { ReactNode } from "react";
import { useI18n } from "../i18n";
import { Defined, useShare } from "../ui/Figure";
import type { Piece } from "./edited";
import classes from "./Proposals.module.css";

/** A loss that rounds to nothing is not worth its place. */
const SAID = 0.005;

function Claims({ piece }: { piece: Piece }) {
  const { word } = useI18n();
  const { kind, channel, touchpoint } = piece.proposal;
  const subjects = (touchpoint.signals ?? []).map((signal) => signal.subject).filter(Boolean);
  return (
    <span className={classes.muted}>
      {[word("kind", kind), word("channel", channel), ...subjects.slice(0, 2)].join(" · ")}
    </span>
  );
}

export function ProposalCard(props: {
  piece: Piece;
  stages: readonly { value: string; label: string }[];
  readOnly?: boolean;
  out?: boolean;
  onEdit: (change: { name?: string; stage?: string }) => void;
  children?: ReactNode;
}) {
  const { t, n } = useI18n();
  const share = useShare();
  const { piece, stages, readOnly, out, onEdit, children } = props;
  const { proposal } = piece;
  return (
    <li className={classes.card} data-out={out || undefined}>
      <div className={classes.what}>
        {readOnly || out ? (
          <span className={classes.name}>{piece.name}</span>
        ) : (
          <input
            className={classes.name}
            aria-label={t("proposals.name")}
            value={piece.name}
            maxLength={200}
            onChange={(event) => onEdit({ name: event.currentTarget.value })}
            onBlur={() => !piece.name.trim() && onEdit({ name: proposal.touchpoint.name })}
          />
        )}
        <Claims piece={piece} />
        <span className={classes.figures}>
          <span className={classes.track} aria-hidden="true">
            <i style={{ width: `${Math.max(1, proposal.share * 100)}%` }} />
          </span>
          <span>{n("proposals.customers", proposal.customers)}</span>
          <Defined definition={t("proposals.share.why")}>
            {t("proposals.share", { share: share(proposal.share, proposal.customers) })}
          </Defined>
          {proposal.lost >= SAID && (
            <Defined definition={t("proposals.lost.why")}>
              {t("proposals.lost", { share: share(proposal.lost, proposal.customers) })}
            </Defined>
          )}
        </span>
      </div>
      {!readOnly && (
        <div className={classes.choices}>
          {!out && (
            <NativeSelect
              size="xs"
              aria-label={t("proposals.stage", { name: piece.name })}
              value={piece.stage}
              data={[...stages]}
              onChange={(event) => onEdit({ stage: event.currentTarget.value })}
            />
          )}
          {children}
        </div>
      )}
    </li>
  );
}
