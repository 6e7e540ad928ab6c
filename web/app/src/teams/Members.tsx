/** Who is in a team: people put into it and taken out, each at once. */
import { CloseButton, Modal, Select, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call, http } from "../api/client";
import { useI18n } from "../i18n";
import { usePeople } from "../session/people";
import { FormProblem } from "../ui/FormProblem";
import { type Team, teamKeys } from "./queries";
import classes from "./Teams.module.css";

export function Members(props: { team: Team; onClose: () => void }) {
  const { t } = useI18n();
  const { team } = props;
  const client = useQueryClient();
  const people = usePeople();
  const others = people.filter(({ id }) => !team.members.some((member) => member.id === id));
  const change = useMutation({
    meta: { quiet: true },
    mutationFn: ({ user, add }: { user: string; add: boolean }) => {
      const params = { path: { id: team.id, user } };
      const path = "/api/v1/teams/{id}/members/{user}";
      return call(add ? http.PUT(path, { params }) : http.DELETE(path, { params }));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: teamKeys.teams }),
  });
  return (
    <Modal
      opened
      title={t("teams.members.of", { name: team.name })}
      onClose={props.onClose}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Stack>
        <Select
          data-autofocus
          label={t("teams.members.add")}
          searchable
          data={others.map(({ id, name }) => ({ value: id, label: name }))}
          value={null}
          onChange={(user) => user && change.mutate({ user, add: true })}
        />
        {team.members.length === 0 && <Text c="dimmed">{t("teams.members.none")}</Text>}
        <ul className={classes.members}>
          {team.members.map((member) => (
            <li key={member.id}>
              <span className={classes.grow}>{member.name}</span>
              <CloseButton
                aria-label={t("teams.members.remove", { name: member.name })}
                onClick={() => change.mutate({ user: member.id, add: false })}
              />
            </li>
          ))}
        </ul>
        <FormProblem error={change.error} />
      </Stack>
    </Modal>
  );
}
