/** Asks for what Reality will show while its code is still on the way. */
import type { QueryClient } from "@tanstack/react-query";
import { allJourneysQuery } from "../atlas/api";
import { lastJourney } from "../journeys/queries";
import { journeyQuery } from "../map/queries";
import { questionOf, transitionsQuery } from "./queries";
import { load } from "./screens";
import type { RealitySearch } from "./search";

/** Whatever fails here is asked for again by the screen, which says so. */
export async function ahead(client: QueryClient, search: RealitySearch): Promise<void> {
  const journeys = client.ensureQueryData(allJourneysQuery);
  const wanted = search.journey ?? lastJourney();
  const [journey] = await Promise.all([
    wanted ? client.ensureQueryData(journeyQuery(wanted)) : undefined,
    journeys,
    load(search.view ?? "flow"),
  ]);
  if (journey && !search.customer && (search.view ?? "flow") === "flow") {
    await client.ensureQueryData(transitionsQuery(questionOf(search, journey)));
  }
}
