/** One-time tokens travel after the `#`, which browsers send to no server and to no log. */
import { useState } from "react";

/** The token of the address, taken out of it at once so that it stays in no history entry. */
export function useHashToken(): string {
  const [token] = useState(() => {
    const found = decodeURIComponent(window.location.hash.slice(1));
    if (found) window.history.replaceState(window.history.state, "", window.location.pathname);
    return found;
  });
  return token;
}
