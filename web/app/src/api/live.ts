/** Live updates: the server says what changed, the cache refetches it. */
import type { QueryClient } from "@tanstack/react-query";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { keys } from "./keys";

export type LiveState = "connecting" | "live" | "lost";

interface Change {
  topic:
    | "interactions"
    | "journeys"
    | "imports"
    | "sources"
    | "positions"
    | "presence"
    | "comments"
    | "notices";
  entity: string | null;
}

let state: LiveState = "connecting";
const listeners = new Set<() => void>();

function setState(next: LiveState): void {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

/** What one change makes stale. Exported for its test. */
export function invalidatedBy(change: Change): readonly (readonly unknown[])[] {
  switch (change.topic) {
    case "interactions":
      return [
        keys.allFigures,
        keys.vocabulary,
        ["customers"],
        ["customer"],
        keys.system,
        keys.logStatus,
      ];
    case "journeys":
      return [
        keys.journeys,
        keys.personas,
        change.entity ? keys.journey(change.entity) : ["journey"],
        change.entity ? keys.versions(change.entity) : ["versions"],
        change.entity ? keys.activity(change.entity) : ["activity"],
        change.entity ? ["figures", change.entity] : keys.allFigures,
      ];
    case "positions":
      return [["customer"], keys.ways];
    case "presence":
    case "comments":
      return [change.entity ? [change.topic, change.entity] : [change.topic]];
    // Whoever it is for: others' are few, and asking costs little.
    case "notices":
      return [keys.notices];
    case "imports":
      return [keys.imports];
    case "sources":
      return [keys.sources];
  }
}

function listen(client: QueryClient): () => void {
  const events = new EventSource("/live");
  let missed = false;
  events.addEventListener("open", () => {
    // After a break the cursor resumes, but the server may have forgotten: refetch what is shown.
    if (missed) void client.invalidateQueries();
    missed = false;
    setState("live");
  });
  events.addEventListener("error", () => {
    missed = true;
    setState("lost");
  });
  events.addEventListener("change", (event) => {
    const change = JSON.parse((event as MessageEvent<string>).data) as Change;
    for (const queryKey of invalidatedBy(change)) void client.invalidateQueries({ queryKey });
  });
  return () => events.close();
}

/** Keeps one connection open while the shell is on screen. */
export function useLiveUpdates(): void {
  const client = useQueryClient();
  useEffect(() => listen(client), [client]);
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}
