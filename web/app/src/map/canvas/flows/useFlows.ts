/** The passages of the period on screen, and of the one it is compared with, while one looks. */
import { useQuery } from "@tanstack/react-query";
import { useI18n } from "../../../i18n";
import { transitionsQuery } from "../../../reality/queries";
import { daysBefore, daysIn, yearBefore } from "../../../reality/versus/days";
import { todayQuery } from "../../../reality/versus/today";
import { useMap } from "../../context";
import { hasBefore } from "../../period";

export function useFlows() {
  const { format } = useI18n();
  const { journey, period, periodWords, search } = useMap();
  const of = (days: typeof period) => ({
    ...days,
    journey: journey.id,
    by: "touchpoint" as const,
    cases: undefined,
    channel: undefined,
    property: undefined,
    through: undefined,
    not_through: undefined,
    in_order: undefined,
  });
  const report = useQuery(transitionsQuery(of(period)));
  const preset = "period" in period;
  const { vs } = search;
  const possible = hasBefore(period);
  const today = useQuery({
    ...todayQuery(journey.id),
    enabled: vs !== undefined && possible && preset,
  });
  const own = daysIn(period, today.data);
  const days = vs && own ? (vs === "before" ? daysBefore(own) : yearBefore(own)) : undefined;
  const other = useQuery({ ...transitionsQuery(of(days ?? period)), enabled: days !== undefined });
  return {
    report,
    /** Whether this period can be compared with one before it. */
    possible,
    /** The other side; undefined while nothing is compared. */
    versus:
      vs && possible
        ? {
            // Never the figures of other days under the name of these.
            report: days === undefined || other.isPlaceholderData ? undefined : other.data,
            error: today.error ?? (days === undefined ? null : other.error),
            a: periodWords,
            b: days ? format.range(days.from, days.to) : "",
          }
        : undefined,
  };
}
