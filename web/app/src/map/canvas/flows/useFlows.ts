/** The passages of the period on screen, and of those it is compared with, while one looks. */
import { useQuery } from "@tanstack/react-query";
import { useI18n } from "../../../i18n";
import { usePersonaName } from "../../../reality/personas";
import { transitionsQuery } from "../../../reality/queries";
import { daysBefore, daysIn, yearBefore } from "../../../reality/versus/days";
import { todayQuery } from "../../../reality/versus/today";
import { useMap } from "../../context";
import { hasBefore } from "../../period";

export function useFlows() {
  const { t, word, format } = useI18n();
  const { journey, period, periodWords, search } = useMap();
  const personaName = usePersonaName();
  const { vs, vs_channel: channel, vs_persona: persona } = search;
  const of = (days: typeof period, whom: { channel?: string; persona?: string } = {}) => ({
    ...days,
    journey: journey.id,
    by: "touchpoint" as const,
    cases: undefined,
    channel: whom.channel,
    property: undefined,
    persona: whom.persona,
    through: undefined,
    not_through: undefined,
    in_order: undefined,
  });
  const report = useQuery(transitionsQuery(of(period)));
  const preset = "period" in period;
  const dated = vs === "before" || vs === "year";
  const possible = hasBefore(period);
  const today = useQuery({
    ...todayQuery(journey.id),
    enabled: dated && possible && preset,
  });
  const own = dated && possible ? daysIn(period, today.data) : undefined;
  const days = own && (vs === "before" ? daysBefore(own) : yearBefore(own));
  const asked = dated ? days && of(days) : vs && of(period, { channel, persona });
  const other = useQuery({
    ...transitionsQuery(asked ?? of(period)),
    enabled: asked !== undefined,
  });
  const name = () => {
    if (days) return format.range(days.from, days.to);
    return persona ? personaName(persona) : channel ? word("channel", channel) : "";
  };
  return {
    report,
    /** Whether this period can be compared with one before it. */
    possible,
    /** The other side; undefined while nothing is compared. */
    versus:
      vs && (possible || !dated)
        ? {
            // Never the figures of others under the name of these.
            report: asked === undefined || other.isPlaceholderData ? undefined : other.data,
            error: today.error ?? (asked === undefined ? null : other.error),
            a: dated ? periodWords : t("versus.everyone"),
            b: name(),
          }
        : undefined,
  };
}
