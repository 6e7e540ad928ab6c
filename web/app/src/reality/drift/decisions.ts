/** What people decide on findings: read with the journey, changed at once. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { call, http } from "../../api/client";
import { keys } from "../../api/keys";
import { useI18n } from "../../i18n";
import { toast } from "../../ui/toasts";
import type { Decision, Finding } from "./findings";

export const decisionsQuery = (journey: string) =>
  queryOptions({
    // Below the journey: whoever changes it changes these.
    queryKey: [...keys.journey(journey), "findings"],
    queryFn: async ({ signal }): Promise<Decision[]> =>
      (
        await call(
          http.GET("/api/v1/journeys/{id}/findings", { params: { path: { id: journey } }, signal }),
        )
      ).items,
  });

export interface Decided {
  state: Decision["state"];
  reason?: string;
  assignee?: { id: string; name: string } | null;
}

/** Writes a decision, and keeps it where it is shown. */
export function useDecision(journey: string) {
  const client = useQueryClient();
  const { queryKey } = decisionsQuery(journey);
  const put = async (finding: Finding, { state, reason, assignee }: Decided) => {
    const decision = await call(
      http.PUT("/api/v1/journeys/{id}/findings", {
        params: { path: { id: journey } },
        body: {
          finding: finding.key,
          state,
          reason: reason ?? "",
          assignee_id: assignee?.id ?? null,
          customers: finding.customers,
          of_customers: finding.of,
        },
      }),
    );
    client.setQueryData(queryKey, (all) => [
      decision,
      ...(all ?? []).filter(({ finding }) => finding !== decision.finding),
    ]);
    return decision;
  };
  return { put };
}

/** Decides; with a way back to what was before. */
export function useDecide(journey: string) {
  const { t } = useI18n();
  const { put } = useDecision(journey);
  const undo = useMutation({
    mutationFn: ({ finding, before }: { finding: Finding; before: Decided }) =>
      put(finding, before),
  });
  return useMutation({
    mutationFn: ({ finding, to }: { finding: Finding; to: Decided; before: Decided }) =>
      put(finding, to),
    onSuccess: (decision, { finding, before }) => {
      toast({
        text: t(`drift.decided.${decision.state}`),
        action: { label: t("common.undo"), run: () => undo.mutate({ finding, before }) },
      });
    },
  });
}
