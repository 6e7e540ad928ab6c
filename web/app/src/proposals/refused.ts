/** What was refused, journey by journey, on this device: a proposal said no to must not come back. */
import { useState } from "react";

const at = (scope: string) => `parcours.refused.${scope}`;

export function readRefused(scope: string): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(at(scope)) ?? "[]");
    return new Set(Array.isArray(kept) ? kept.filter((key) => typeof key === "string") : []);
  } catch {
    return new Set();
  }
}

/** `scope` is a journey's id, or the name of the page for a new map. */
export function useRefused(scope: string) {
  const [refused, setRefused] = useState(() => readRefused(scope));
  const set = (key: string, isRefused: boolean) => {
    // Read again: the same map may be open in another tab.
    const next = new Set(readRefused(scope));
    if (isRefused) next.add(key);
    else next.delete(key);
    localStorage.setItem(at(scope), JSON.stringify([...next]));
    setRefused(next);
  };
  return {
    refused,
    refuse: (key: string) => set(key, true),
    takeBack: (key: string) => set(key, false),
  };
}
