/** Whether what is looked at is a saved view, or one that was changed since. Pure. */
import type { RealitySearch } from "../search";

const written = (search: RealitySearch) =>
  JSON.stringify(
    Object.entries(search)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => a.localeCompare(b)),
  );

export const isSame = (one: RealitySearch, other: RealitySearch) => written(one) === written(other);
