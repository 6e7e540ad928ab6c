/** What can be done with the touchpoints chosen: give them to a team, or mark them as read again. */
import { Autocomplete, Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import { useI18n } from "../i18n";
import { toast } from "../ui/toasts";
import { type Neglected, teamsQuery } from "./api";
import classes from "./Review.module.css";

interface Assignment {
  id: string;
  team: string;
}

/** One request a journey: marks all its touchpoints as reviewed, or takes that back. */
function reviewing(what: "review" | "unreview") {
  return async (items: Neglected[]) => {
    for (const id of new Set(items.map((item) => item.journey.id))) {
      const own = items.filter((item) => item.journey.id === id);
      await call(
        http.POST(`/api/v1/journeys/{id}/touchpoints/${what}`, {
          params: { path: { id } },
          body: { touchpoint_ids: own.map((item) => item.touchpoint_id) },
        }),
      );
    }
  };
}

function useBulk() {
  const client = useQueryClient();
  const { t, n } = useI18n();
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keys.journeys }),
      client.invalidateQueries({ queryKey: ["journey"] }),
    ]);
  const assign = async (assignments: Assignment[]) => {
    // One after the other: each is a write to the same few journeys.
    for (const { id, team } of assignments) {
      await call(
        http.PATCH("/api/v1/touchpoints/{id}", {
          params: { path: { id } },
          body: { owning_team: team },
        }),
      );
    }
  };
  const undo = useMutation({ mutationFn: assign, onSettled: refresh });
  const give = useMutation({
    mutationFn: ({ items, team }: { items: Neglected[]; team: string }) =>
      assign(items.map((item) => ({ id: item.touchpoint_id, team }))),
    onSuccess: (_answer, { items, team }) =>
      toast({
        text: n("attention.assigned", items.length, { team }),
        action: {
          label: t("common.undo"),
          run: () =>
            undo.mutate(items.map((item) => ({ id: item.touchpoint_id, team: item.owning_team }))),
        },
      }),
    onSettled: refresh,
  });
  const unmark = useMutation({ mutationFn: reviewing("unreview"), onSettled: refresh });
  const mark = useMutation({
    mutationFn: reviewing("review"),
    onSuccess: (_answer, items) =>
      toast({
        text: n("attention.marked", items.length),
        action: { label: t("common.undo"), run: () => unmark.mutate(items) },
      }),
    onSettled: refresh,
  });
  return { give, mark };
}

/** The teams named so far, to choose from. */
function useTeams(selected: Neglected[]): string[] {
  const all = useQuery(teamsQuery);
  return [...new Set([...(all.data ?? []), ...selected.map((item) => item.owning_team)])]
    .filter(Boolean)
    .sort((a, b) => a.localeCompare(b));
}

export function BulkBar(props: { selected: Neglected[]; onDone: (done: Neglected[]) => void }) {
  const { t, n } = useI18n();
  const { selected, onDone } = props;
  const { give, mark } = useBulk();
  const [team, setTeam] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (team.trim())
      give.mutate({ items: selected, team: team.trim() }, { onSuccess: () => onDone(selected) });
  };
  return (
    <form className={classes.bulk} onSubmit={submit}>
      <span className={classes.count} role="status">
        {n("attention.selected", selected.length)}
      </span>
      <Autocomplete
        className={classes.team}
        aria-label={t("attention.team")}
        placeholder={t("attention.team.example")}
        data={useTeams(selected)}
        value={team}
        onChange={setTeam}
        maxLength={200}
      />
      <Button type="submit" disabled={!team.trim()} loading={give.isPending}>
        {t("attention.assign")}
      </Button>
      <Button
        variant="default"
        loading={mark.isPending}
        onClick={() => mark.mutate(selected, { onSuccess: () => onDone(selected) })}
      >
        {t("attention.mark")}
      </Button>
    </form>
  );
}
