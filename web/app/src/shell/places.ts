/**
 * The places of the rail; `narrow` are those of the bar on narrow screens: nobody imports a table
 * on a phone. A new capability adds a line here and a route in routes.tsx.
 */
import {
  IconArrowsSplit2,
  IconFileImport,
  IconMap2,
  IconRoute,
  IconSettings,
  IconUser,
  IconUsers,
} from "@tabler/icons-react";

export const places = [
  { to: "/", label: "nav.map", keys: "g m", icon: IconMap2, narrow: true },
  { to: "/reality", label: "nav.reality", keys: "g r", icon: IconArrowsSplit2, narrow: true },
  { to: "/journeys", label: "nav.journeys", keys: "g j", icon: IconRoute, narrow: true },
  { to: "/personas", label: "nav.personas", keys: "g p", icon: IconUser, narrow: true },
  { to: "/customers", label: "nav.customers", keys: "g c", icon: IconUsers, narrow: true },
  { to: "/imports", label: "nav.imports", keys: "g f", icon: IconFileImport, narrow: false },
  { to: "/settings/profile", label: "nav.settings", keys: "g s", icon: IconSettings, narrow: true },
] as const;

export type Place = (typeof places)[number];

/** Whether the rail shows `place` as the one that `path` belongs to. */
export function isCurrent(place: Place, path: string): boolean {
  // What is said of all journeys belongs to their list, a map of one to the map.
  const list = /^\/(journeys(\/(first|from-data|review))?|compare)$/.test(path);
  if (place.to === "/") return path === "/" || (!list && /^\/journeys\/./.test(path));
  if (place.to === "/journeys") return list;
  return path.startsWith(place.to.split("/").slice(0, 2).join("/"));
}
