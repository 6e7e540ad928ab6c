/** What customers were seen to do, as chips to take into the list. Absent without data. */
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useI18n } from "../i18n";
import { claimOf, claimOfProposal, proposalsQuery } from "../proposals/api";
import { addPoints, type Draft, GROUPS, groupOf } from "./draft";
import classes from "./FirstMap.module.css";

/** More would be a list to read, not a help. */
const AT_MOST = 14;

export function Suggestions(props: {
  draft: Draft;
  change: (next: (draft: Draft) => Draft) => void;
}) {
  const { t, format, language } = useI18n();
  const { draft, change } = props;
  const proposals = useQuery(proposalsQuery(language));
  const taken = new Set(draft.points.map(({ signals }) => claimOf(signals)));
  const left = (proposals.data?.stages ?? [])
    .flatMap((stage) => stage.touchpoints.map((proposal) => ({ proposal, hue: stage.hue })))
    .filter(({ proposal }) => !taken.has(claimOfProposal(proposal)))
    .slice(0, AT_MOST);
  if (left.length === 0) return null;
  return (
    <section aria-labelledby="seen-in-data" className={classes.seen}>
      <h3 id="seen-in-data" className={classes.groupName}>
        {t("firstMap.seen")}
      </h3>
      <ul className={classes.chips}>
        {left.map(({ proposal, hue }) => {
          const group = groupOf(draft.grouping, hue);
          const name = t(
            `firstMap.group.${GROUPS[draft.grouping][group]?.key}` as "firstMap.group.decision",
          );
          return (
            <li key={proposal.key}>
              <button
                type="button"
                className={classes.chip}
                aria-label={t("firstMap.seen.take", {
                  name: proposal.touchpoint.name,
                  customers: proposal.customers,
                  group: name,
                })}
                style={{ "--band": `var(--pc-hue-${hue})` } as React.CSSProperties}
                onClick={() =>
                  change((now) =>
                    addPoints(now, group, proposal.touchpoint.name, proposal.touchpoint.signals),
                  )
                }
              >
                <IconPlus size={14} aria-hidden="true" />
                {proposal.touchpoint.name}
                <span className={classes.muted} data-figures>
                  {format.compact(proposal.customers)}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
