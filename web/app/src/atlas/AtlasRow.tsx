/** One journey of the atlas. */
import { IconCornerDownRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useI18n } from "../i18n";
import { Defined, isTrend, Trend, useShare } from "../ui/Figure";
import classes from "./Atlas.module.css";
import type { AtlasEntry } from "./api";
import { EvidenceBar } from "./EvidenceBar";
import { HealthMark } from "./HealthMark";
import type { TreeRow } from "./model";
import { OwnerPick, StatusPick } from "./OwnerAndStatus";

function Goal({ entry }: { entry: AtlasEntry }) {
  const { t, format } = useI18n();
  const share = useShare();
  if (entry.goal_share == null) {
    return <Defined definition={t("atlas.goal.none")}>–</Defined>;
  }
  return (
    <Defined definition={t("atlas.goal.why", { customers: entry.customers })}>
      <span className={classes.strong}>{share(entry.goal_share, entry.customers)}</span>{" "}
      {isTrend(entry.goal_trend) && (
        <Trend change={entry.goal_trend} text={format.change(entry.goal_trend)} judged />
      )}
    </Defined>
  );
}

/** A cell that names its column where the head of the table is not shown. */
function Cell(props: { label: string; children: ReactNode }) {
  return (
    <td>
      <span className={classes.cellLabel}>{props.label}</span>
      {props.children}
    </td>
  );
}

export function AtlasRow(props: { row: TreeRow; waiting: boolean }) {
  const { t, n } = useI18n();
  const { journey, entry, depth } = props.row;
  // Its parent is not on the list as it is filtered now: say where it hangs.
  const parent = depth === 0 ? entry?.parents[0] : undefined;
  const unknown = props.waiting ? <span className={classes.waiting} /> : "–";
  const reviews = [
    journey.stale > 0 && n("atlas.stale", journey.stale),
    journey.without_owner > 0 && n("atlas.without", journey.without_owner),
  ].filter(Boolean);
  return (
    <tr>
      <th scope="row" style={{ "--depth": depth } as React.CSSProperties}>
        <span className={classes.title}>
          {depth > 0 && (
            <IconCornerDownRight size={16} aria-hidden="true" className={classes.branch} />
          )}
          <span className={classes.names}>
            <Link to="/journeys/$id" params={{ id: journey.id }} className={classes.name}>
              {journey.name}
            </Link>
            <span className={classes.muted}>
              {[
                parent && t("atlas.inside", { journey: parent.journey.name }),
                journey.persona?.name,
                n("journeys.touchpoints", journey.touchpoints),
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </span>
        </span>
      </th>
      <Cell label={t("atlas.column.owner")}>
        <OwnerPick journey={journey} />
      </Cell>
      <Cell label={t("atlas.column.status")}>
        <StatusPick journey={journey} />
      </Cell>
      <Cell label={t("atlas.column.health")}>
        {entry ? <HealthMark health={entry.health} /> : unknown}
      </Cell>
      <Cell label={t("atlas.column.goal")}>{entry ? <Goal entry={entry} /> : unknown}</Cell>
      <Cell label={t("atlas.column.evidence")}>
        {entry ? <EvidenceBar evidence={entry.evidence} /> : unknown}
      </Cell>
      <Cell label={t("atlas.column.review")}>
        {reviews.length === 0 ? (
          <span className={classes.muted}>{t("atlas.review.done")}</span>
        ) : (
          <Link
            to="/journeys/review"
            search={{ journey: journey.id }}
            className={classes.reviews}
            aria-label={`${t("atlas.column.review")}, ${journey.name}: ${reviews.join(", ")}`}
          >
            {reviews.map((text) => (
              <span key={String(text)}>{text}</span>
            ))}
          </Link>
        )}
      </Cell>
    </tr>
  );
}
