/** What the palette offers for a query. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { Journey } from "../api/types";
import { customerName } from "../customers/name";
import { useI18n } from "../i18n";
import { journeysQuery } from "../journeys/queries";
import { useActionList } from "./actions";
import { fold } from "./fold";
import { useWritten } from "./useWritten";

export interface Command {
  id: string;
  label: string;
  hint?: string;
  run: () => void;
}

function matches(query: string, ...texts: (string | undefined)[]): boolean {
  const haystack = fold(texts.filter(Boolean).join(" "));
  return fold(query)
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

/** `query` filters what is at hand at once; `settled` is what is asked of the server. */
export function useCommands(query: string, settled: string) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const client = useQueryClient();
  const actions = useActionList();
  const written = useWritten();
  const { id: journeyId } = useParams({ strict: false });
  const journeys = useQuery(journeysQuery);
  const journey = journeyId ? client.getQueryData<Journey>(keys.journey(journeyId)) : undefined;
  const customers = useQuery({
    queryKey: [...keys.customers(settled), "palette"],
    queryFn: ({ signal }) =>
      call(http.GET("/api/v1/customers", { params: { query: { q: settled, limit: 5 } }, signal })),
    enabled: settled.trim().length >= 2,
  });

  const groups: { title: string; commands: Command[] }[] = [
    {
      title: t("palette.touchpoints"),
      commands: (query && journey ? journey.stages : [])
        .flatMap((stage) => stage.touchpoints.map((touchpoint) => ({ stage, touchpoint })))
        .filter(({ stage, touchpoint }) => matches(query, touchpoint.name, stage.name))
        .slice(0, 6)
        .map(({ stage, touchpoint }) => ({
          id: touchpoint.id,
          label: touchpoint.name,
          hint: stage.name,
          run: () =>
            void navigate({
              to: "/journeys/$id",
              params: { id: journeyId ?? "" },
              search: (old: object) => ({ ...old, touchpoint: touchpoint.id }),
            }),
        })),
    },
    {
      title: t("palette.journeys"),
      commands: (journeys.data?.items ?? [])
        .filter((item) => matches(query, item.name, item.persona?.name))
        .slice(0, 6)
        .map((item) => ({
          id: item.id,
          label: item.name,
          hint: item.persona?.name,
          run: () => void navigate({ to: "/journeys/$id", params: { id: item.id } }),
        })),
    },
    {
      title: t("palette.customers"),
      commands: (settled.trim().length >= 2 ? (customers.data?.items ?? []) : []).map((item) => ({
        id: item.id,
        label: customerName(item, t),
        hint: item.identities[0]?.value,
        run: () => void navigate({ to: "/customers/$id", params: { id: item.id } }),
      })),
    },
    {
      title: t("palette.actions"),
      commands: actions
        .filter((action) => !action.keysOnly && matches(query, action.label))
        .map((action) => ({
          id: action.id.replace(/\W/g, "-"),
          label: action.label,
          hint: action.keys && written(action.keys).replaceAll("|", " "),
          run: () => void action.run(),
        })),
    },
  ];
  return groups;
}
