/** The places of the map as a list to choose from: touchpoints under their stages, or stages. */
import { useMemo } from "react";
import { useReality } from "../context";
import { type Place, placesOf } from "../queries";

const option = ({ id, name }: Place) => ({ value: id, label: name });

/** `touchpoints`: those, whatever a step is. */
export function usePlaceOptions(touchpoints = false) {
  const { journey, search } = useReality();
  const by = touchpoints ? undefined : search.by;
  return useMemo(() => {
    const places = placesOf(journey, by);
    if (by === "stage") return places.map(option);
    return journey.stages
      .map((stage, column) => ({
        group: stage.name,
        items: places.filter((place) => place.column === column).map(option),
      }))
      .filter(({ items }) => items.length > 0);
  }, [journey, by]);
}
