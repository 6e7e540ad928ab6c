/** The draft on screen: kept on this device with each key, on the server a moment later. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { keys } from "../api/keys";
import { useI18n } from "../i18n";
import type { SaveState } from "../ui/SavedMark";
import { type Draft, EMPTY, storeDraft, storedDraft, withIds } from "./draft";
import { carry } from "./sync";

const PAUSE_MS = 800;

export interface FirstMap {
  draft: Draft;
  /** Whether this draft was found on the device when the page opened. */
  resumed: boolean;
  save: SaveState;
  error: unknown;
  change: (next: (draft: Draft) => Draft) => void;
  /** Saves what is there now; false when the server did not take it. */
  flush: () => Promise<boolean>;
  /** Forgets the draft on this device; the journey stays. */
  forget: () => void;
}

/** Only these are carried over to the server. */
const carriedParts = ({ start, end, who, goal, grouping, points, removed }: Draft) =>
  JSON.stringify([
    start,
    end,
    who,
    goal,
    grouping,
    points.map(({ key, name, group }) => [key, name, group]),
    removed,
  ]);

export function useFirstMap(firstWho: string): FirstMap {
  const client = useQueryClient();
  const { t, language } = useI18n();
  const [resumed, setResumed] = useState(() => storedDraft() !== null);
  const [draft, setDraft] = useState<Draft>(() => storedDraft() ?? { ...EMPTY, who: firstWho });
  const [save, setSave] = useState<SaveState>("idle");
  const [error, setError] = useState<unknown>(null);
  // The draft as of now, also for a request that ends long after it was drawn.
  const latest = useRef(draft);
  const saved = useRef<string | null>(null);
  const running = useRef<Promise<boolean> | null>(null);

  const change = useCallback((next: (draft: Draft) => Draft) => {
    latest.current = next(latest.current);
    storeDraft(latest.current);
    setDraft(latest.current);
  }, []);

  const flush = useCallback((): Promise<boolean> => {
    const run = async (): Promise<boolean> => {
      setSave("saving");
      try {
        while (saved.current !== carriedParts(latest.current)) {
          const sent = latest.current;
          const { journeyId, ids, journey } = await carry(sent, {
            language,
            journeyName: ({ start, end }) => t("firstMap.name", { start, end }),
            groupName: (group) => t(`firstMap.group.${group}` as "firstMap.group.decision"),
          });
          saved.current = carriedParts(sent);
          if (sent !== latest.current || ids.size > 0 || sent.journeyId !== journeyId) {
            change((now) => withIds({ ...now, journeyId }, ids));
          }
          client.setQueryData(keys.journey(journeyId), journey);
        }
      } catch (problem) {
        setError(problem);
        setSave("failed");
        return false;
      }
      setError(null);
      setSave("saved");
      void client.invalidateQueries({ queryKey: keys.journeys });
      void client.invalidateQueries({ queryKey: keys.personas, exact: true });
      return true;
    };
    running.current ??= run().finally(() => {
      running.current = null;
    });
    return running.current;
  }, [change, client, language, t]);

  const parts = carriedParts(draft);
  useEffect(() => {
    if (latest.current.step === 1 || parts === saved.current) return;
    const timer = setTimeout(() => void flush(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [parts, flush]);

  useEffect(() => {
    const again = () => {
      if (latest.current.step > 1) void flush();
    };
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [flush]);

  return {
    draft,
    resumed,
    save,
    error,
    change,
    flush,
    forget: () => {
      saved.current = null;
      latest.current = EMPTY;
      storeDraft(null);
      setDraft(EMPTY);
      setResumed(false);
      setSave("idle");
    },
  };
}
