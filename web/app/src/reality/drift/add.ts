/** Adds what a finding says the map lacks: a touchpoint with its signals, where customers do it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { call, http } from "../../api/client";
import { keys } from "../../api/keys";
import type { Touchpoint } from "../../api/types";
import { useI18n } from "../../i18n";
import { toast } from "../../ui/toasts";
import { useReality } from "../context";
import { realityPeriod } from "../search";
import { useDecision } from "./decisions";
import { type Decision, type Finding, roomFor } from "./findings";
import { lackingSignals } from "./signals";

type New = Extract<Finding, { sort: "new" }>;

export function useAdd() {
  const { t, word } = useI18n();
  const { journey, search } = useReality();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { put } = useDecision(journey.id);
  // The map must know it when it opens; figures may come later.
  const stale = () => {
    void client.invalidateQueries({ queryKey: keys.allFigures });
    return client.invalidateQueries({ queryKey: keys.journey(journey.id) });
  };
  const undo = useMutation({
    mutationFn: async (made: { id: string; finding: New; before: Decision | undefined }) => {
      const params = { path: { id: made.id } };
      await call(http.DELETE("/api/v1/touchpoints/{id}", { params }));
      await put(made.finding, made.before ?? { state: "open" });
      await stale();
    },
  });
  return useMutation({
    mutationFn: async (asked: { finding: New; before: Decision | undefined }) => {
      const { kind } = asked.finding.found;
      const room = roomFor(asked.finding.found, journey);
      const signals = await lackingSignals(kind, journey.id, realityPeriod(search));
      // Too much to choose for somebody: there all of it is listed.
      if (!room || signals.length === 0) return null;
      const name = word("kind", kind);
      const made: Touchpoint = await call(
        http.POST("/api/v1/stages/{id}/touchpoints", {
          params: { path: { id: room.stage } },
          body: { name, position: room.position, signals },
        }),
      );
      await put(asked.finding, { ...asked.before, state: "done" });
      await stale();
      return { id: made.id, name };
    },
    onSuccess: async (made, asked) => {
      const params = { id: journey.id };
      if (made === null) {
        const to = { panel: "unclaimed" as const, ...realityPeriod(search) };
        await navigate({ to: "/journeys/$id", params, search: to });
        return;
      }
      toast({
        text: t("drift.added", { name: made.name }),
        action: { label: t("common.undo"), run: () => undo.mutate({ id: made.id, ...asked }) },
      });
      await navigate({ to: "/journeys/$id", params, search: { touchpoint: made.id } });
    },
  });
}
