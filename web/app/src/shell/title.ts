/** The browser tab's title follows the page's heading. */
import { useEffect } from "react";

export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · Parcours` : "Parcours";
  }, [title]);
}
