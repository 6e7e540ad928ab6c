/** The places of the map as a list to choose from: touchpoints under their stages, or stages. */
import { useMemo } from "react";
import { useReality } from "../context";
import type { Place } from "../queries";

const option = ({ id, name }: Place) => ({ value: id, label: name });

export function usePlaceOptions() {
  const { journey, places, search } = useReality();
  return useMemo(
    () =>
      search.by === "stage"
        ? places.map(option)
        : journey.stages
            .map((stage, column) => ({
              group: stage.name,
              items: places.filter((place) => place.column === column).map(option),
            }))
            .filter(({ items }) => items.length > 0),
    [journey, places, search.by],
  );
}
