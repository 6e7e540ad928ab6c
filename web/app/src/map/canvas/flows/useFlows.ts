/** The passages of the period on screen, while somebody looks at them. */
import { useQuery } from "@tanstack/react-query";
import { transitionsQuery } from "../../../reality/queries";
import { useMap } from "../../context";

export function useFlows() {
  const { journey, period } = useMap();
  const question = {
    ...period,
    journey: journey.id,
    by: "touchpoint" as const,
    cases: undefined,
    channel: undefined,
    property: undefined,
    through: undefined,
    not_through: undefined,
    in_order: undefined,
  };
  return { report: useQuery(transitionsQuery(question)) };
}
