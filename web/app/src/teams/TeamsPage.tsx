/** Settings: the teams, their colours and who is in them. */
import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { call, http } from "../api/client";
import { useI18n } from "../i18n";
import settings from "../settings/Settings.module.css";
import { Confirm } from "../ui/Confirm";
import { Page } from "../ui/Page";
import { Empty, View } from "../ui/States";
import { Members } from "./Members";
import { hues, type Team, teamKeys, teamsQuery } from "./queries";
import { TeamForm } from "./TeamForm";
import { TeamMark } from "./TeamMark";
import classes from "./Teams.module.css";

function TeamRow(props: {
  team: Team;
  onMembers: () => void;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const { t } = useI18n();
  const { team } = props;
  const members = team.members.map(({ name }) => name).join(", ");
  return (
    <li>
      <div className={settings.main}>
        <TeamMark hue={team.hue}>
          <Link to="/teams/$id" params={{ id: team.id }} className={classes.link}>
            {team.name}
          </Link>
        </TeamMark>
        <div className={settings.sub}>{members || t("teams.members.none")}</div>
      </div>
      <Button variant="default" size="compact-sm" onClick={props.onMembers}>
        {t("teams.members.edit")}
      </Button>
      <Button variant="default" size="compact-sm" onClick={props.onEdit}>
        {t("teams.edit")}
      </Button>
      <Confirm
        question={t("teams.remove.question", { name: team.name })}
        consequence={t("teams.remove.consequence")}
        verb={t("teams.remove")}
        onConfirm={props.onRemove}
      >
        {(open) => (
          <Button variant="default" size="compact-sm" onClick={open}>
            {t("teams.remove")}
          </Button>
        )}
      </Confirm>
    </li>
  );
}

export function TeamsPage() {
  const { t } = useI18n();
  const client = useQueryClient();
  const teams = useQuery(teamsQuery);
  const [editing, setEditing] = useState<Team | "new" | null>(null);
  const [filling, setFilling] = useState<string | null>(null);
  const remove = useMutation({
    mutationFn: (id: string) =>
      call(http.DELETE("/api/v1/teams/{id}", { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: teamKeys.teams }),
  });
  const filled = teams.data?.find(({ id }) => id === filling);
  const create = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing("new")}>
      {t("teams.new")}
    </Button>
  );
  return (
    <Page
      title={t("teams.title")}
      lead={t("teams.lead")}
      actions={(teams.data?.length ?? 0) > 0 && create}
    >
      <View query={teams}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={t("teams.first.title")} text={t("teams.first.text")} action={create} />
          ) : (
            <ul className={settings.rows}>
              {items.map((team) => (
                <TeamRow
                  key={team.id}
                  team={team}
                  onMembers={() => setFilling(team.id)}
                  onEdit={() => setEditing(team)}
                  onRemove={() => remove.mutate(team.id)}
                />
              ))}
            </ul>
          )
        }
      </View>
      {editing && (
        <TeamForm
          team={editing === "new" ? undefined : editing}
          next={hues[(teams.data?.length ?? 0) % hues.length] ?? "blue"}
          onClose={() => setEditing(null)}
        />
      )}
      {filled && <Members team={filled} onClose={() => setFilling(null)} />}
    </Page>
  );
}
