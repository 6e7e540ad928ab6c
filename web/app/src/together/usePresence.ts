/** Says where this tab is on the map, and hears who else is there. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { call, csrfHeader, http } from "../api/client";
import { keys } from "../api/keys";
import type { Present } from "./queries";

/** How often it is said again: three times before the server thinks one is gone. */
const EVERY_MS = 10_000;
/** A selection rests so long before it is told: keys that run along a lane are one move. */
const REST_MS = 400;

const CLIENT = crypto.randomUUID();

export interface Place {
  touchpoint_id: string | undefined;
  field: string;
}

/** The cell or card that has the focus; `opened` where neither has. */
export function focused(opened: string | undefined): Place {
  const at = document.activeElement;
  const cell = at?.closest<HTMLElement>("[data-of][data-lane]");
  if (cell) return { touchpoint_id: cell.dataset.of, field: cell.dataset.lane ?? "" };
  const card = at?.closest<HTMLElement>("[data-card]");
  return { touchpoint_id: card?.dataset.card ?? opened, field: "" };
}

/** The place one is at, once it rests. Of a card that the server has not named yet it is none. */
function usePlace(opened: string | undefined): Place {
  const [place, setPlace] = useState<Place>({ touchpoint_id: opened, field: "" });
  useEffect(() => {
    let rest: number | undefined;
    const look = () => {
      clearTimeout(rest);
      rest = window.setTimeout(() => {
        const { touchpoint_id: id, field } = focused(opened);
        const named = id?.startsWith("tch_") ? id : undefined;
        setPlace((old) =>
          old.touchpoint_id === named && old.field === field
            ? old
            : { touchpoint_id: named, field: named ? field : "" },
        );
      }, REST_MS);
    };
    look();
    document.addEventListener("focusin", look);
    document.addEventListener("focusout", look);
    return () => {
      clearTimeout(rest);
      document.removeEventListener("focusin", look);
      document.removeEventListener("focusout", look);
    };
  }, [opened]);
  return place;
}

export function usePresence(journey: string, opened: string | undefined): readonly Present[] {
  const client = useQueryClient();
  const place = usePlace(opened);
  const path = { id: journey, client: CLIENT };
  const others = useQuery({
    // Said again at once where one moves, and where the server says that others did.
    queryKey: [...keys.presence(journey), place],
    queryFn: async ({ signal }) =>
      (
        await call(
          http.PUT("/api/v1/journeys/{id}/presence/{client}", {
            params: { path },
            body: place,
            signal,
          }),
        )
      ).items,
    refetchInterval: EVERY_MS,
    refetchIntervalInBackground: true,
    staleTime: 0,
    gcTime: 0,
    retry: false,
    placeholderData: (old) => old,
  });
  useEffect(() => {
    const leave = () =>
      void fetch(`/api/v1/journeys/${journey}/presence/${CLIENT}`, {
        method: "DELETE",
        keepalive: true,
        headers: csrfHeader(),
      }).catch(() => undefined);
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
      client.removeQueries({ queryKey: keys.presence(journey) });
    };
  }, [journey, client]);
  return others.isError ? [] : (others.data ?? []);
}
