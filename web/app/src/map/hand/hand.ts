/** One hand a map: its outbox, its history, its selection; they outlive the screen. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { keys } from "../../api/keys";
import type { Journey } from "../../api/types";
import { useUser } from "../../session/session";
import { journeyQuery } from "../queries";
import { History } from "./history";
import { shown } from "./outbox/entry";
import { Outbox } from "./outbox/outbox";
import { keep } from "./outbox/store";
import { Selection } from "./selection";
import { send } from "./send";
import { View } from "./view";

export interface Hand {
  outbox: Outbox;
  history: History;
  selection: Selection;
  view: View;
}

const hands = new Map<string, Hand>();

export function handOf(client: QueryClient, person: string, journeyId: string): Hand {
  const name = `${person}/${journeyId}`;
  const known = hands.get(name);
  if (known) return known;
  const key = keys.journey(journeyId);
  const outbox: Outbox = new Outbox({
    server: () => client.getQueryData<Journey>(key),
    read: () => client.fetchQuery({ ...journeyQuery(journeyId), staleTime: 0, retry: false }),
    send,
    async landed(change) {
      // What is being read was asked before this landed: it would show the map without it.
      await client.cancelQueries({ queryKey: key });
      client.setQueryData<Journey>(key, (journey) => journey && change(journey));
      // The cache tells its readers in a task of its own; this one comes after.
      await new Promise((resolve) => setTimeout(resolve));
    },
    settled() {
      void client.invalidateQueries({ queryKey: key });
      void client.invalidateQueries({ queryKey: ["figures", journeyId] });
      void client.invalidateQueries({ queryKey: keys.journeys });
    },
    keep: (kept) => keep(person, journeyId, kept),
  });
  const history = new History(
    () => outbox.shown(),
    (ops) => outbox.push(ops),
  );
  const hand = { outbox, history, selection: new Selection(), view: new View(journeyId) };
  hands.set(name, hand);
  return hand;
}

/** The hand of the person signed in on one map. */
export function useHand(journeyId: string): Hand {
  const client = useQueryClient();
  const { id: person } = useUser();
  const hand = useMemo(() => handOf(client, person, journeyId), [client, person, journeyId]);
  const { outbox } = hand;

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      const { entries, held, kept } = outbox.snapshot();
      if (!kept && entries.length + held.length > 0) event.preventDefault();
    };
    const leaving = () => {
      if (document.visibilityState === "hidden" && outbox.snapshot().entries.length > 0) {
        void outbox.flush();
      }
    };
    window.addEventListener("beforeunload", warn);
    document.addEventListener("visibilitychange", leaving);
    return () => {
      window.removeEventListener("beforeunload", warn);
      document.removeEventListener("visibilitychange", leaving);
    };
  }, [outbox]);
  return hand;
}

window.addEventListener("online", () => {
  for (const { outbox } of hands.values()) {
    if (outbox.snapshot().entries.length > 0) void outbox.flush();
  }
});

/** A journey with what was done to it here and is not on the server yet. */
export function useShown({ outbox }: Hand, journey: Journey, draft: boolean): Journey {
  const { entries, held } = useSyncExternalStore(outbox.subscribe, outbox.snapshot);
  return useMemo(
    () => (draft && entries.length + held.length > 0 ? shown(journey, { entries, held }) : journey),
    [draft, journey, entries, held],
  );
}
