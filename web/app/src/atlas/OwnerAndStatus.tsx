/** Who answers for a journey and how far it has come: words for readers, menus for editors. */
import { Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { JourneySummary } from "../api/types";
import { useI18n } from "../i18n";
import { usePeople } from "../session/people";
import { useMay, useUser } from "../session/session";
import classes from "./Atlas.module.css";
import { allJourneysQuery } from "./api";
import { statuses } from "./search";

interface Change {
  id: string;
  owner?: { id: string; name: string } | null;
  status?: JourneySummary["status"];
}

function useChangeJourney() {
  const client = useQueryClient();
  const { queryKey } = allJourneysQuery;
  return useMutation({
    mutationFn: ({ id, owner, status }: Change) =>
      call(
        http.PATCH("/api/v1/journeys/{id}", {
          params: { path: { id } },
          body: status ? { status } : { owner_id: owner?.id ?? null },
        }),
      ),
    onMutate: async ({ id, ...change }) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      client.setQueryData(queryKey, (all) =>
        all?.map((journey) => (journey.id === id ? { ...journey, ...change } : journey)),
      );
      return before;
    },
    onError: (_error, _change, before) => client.setQueryData(queryKey, before),
    onSettled: (_answer, _error, { id }) => {
      void client.invalidateQueries({ queryKey: keys.journeys });
      void client.invalidateQueries({ queryKey: keys.journey(id) });
    },
  });
}

export function OwnerPick({ journey }: { journey: JourneySummary }) {
  const { t } = useI18n();
  const me = useUser();
  const mayEdit = useMay("editor");
  const change = useChangeJourney();
  const people = usePeople();
  const name = journey.owner?.name ?? t("atlas.owner.none");
  if (!mayEdit) return <span data-missing={!journey.owner || undefined}>{name}</span>;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button
          type="button"
          className={classes.pick}
          data-missing={!journey.owner || undefined}
          aria-label={t("atlas.owner.change", { journey: journey.name, name })}
        >
          {name}
          <IconChevronDown size={14} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown mah="50vh" style={{ overflowY: "auto" }}>
        {people.map((owner) => (
          <Menu.Item
            key={owner.id}
            rightSection={owner.id === journey.owner?.id ? "✓" : undefined}
            onClick={() => change.mutate({ id: journey.id, owner })}
          >
            {owner.id === me.id ? t("atlas.owner.me", { name: owner.name }) : owner.name}
          </Menu.Item>
        ))}
        {journey.owner && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => change.mutate({ id: journey.id, owner: null })}>
              {t("atlas.owner.none")}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

export function StatusPick({ journey }: { journey: JourneySummary }) {
  const { t } = useI18n();
  const mayEdit = useMay("editor");
  const change = useChangeJourney();
  const status = t(`atlas.status.${journey.status}`);
  if (!mayEdit) return <span>{status}</span>;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button
          type="button"
          className={classes.pick}
          aria-label={t("atlas.status.change", { journey: journey.name, status })}
        >
          {status}
          <IconChevronDown size={14} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {statuses.map((item) => (
          <Menu.Item
            key={item}
            rightSection={item === journey.status ? "✓" : undefined}
            onClick={() => change.mutate({ id: journey.id, status: item })}
          >
            {t(`atlas.status.${item}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
