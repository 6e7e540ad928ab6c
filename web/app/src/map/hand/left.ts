/** Sends what earlier visits left on this device, of any map. Loads the hand only if there is some. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useUser } from "../../session/session";
import { adopt, journeysWithEdits } from "./outbox/store";

export function useLeftEdits(): void {
  const client = useQueryClient();
  const { id: person } = useUser();
  useEffect(() => {
    for (const journeyId of journeysWithEdits(person)) {
      void Promise.all([import("./hand"), adopt(person, journeyId)]).then(([{ handOf }, left]) =>
        handOf(client, person, journeyId).outbox.resume(left),
      );
    }
  }, [client, person]);
}
