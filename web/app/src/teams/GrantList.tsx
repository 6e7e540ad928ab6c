/** The people and teams of a restricted journey, each with what they may do. */
import { CloseButton, NativeSelect, Select, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useI18n } from "../i18n";
import { usePeople } from "../session/people";
import { type JourneyGrant, type JourneyRole, teamsQuery } from "./queries";
import { TeamMark } from "./TeamMark";
import classes from "./Teams.module.css";

const roles: readonly JourneyRole[] = ["view", "comment", "edit"];

const idOf = (grant: JourneyGrant): string => grant.user_id ?? grant.team_id ?? "";

export function GrantList(props: {
  grants: JourneyGrant[];
  onChange: (grants: JourneyGrant[]) => void;
}) {
  const { t } = useI18n();
  const { grants, onChange } = props;
  const people = usePeople();
  const teams = useQuery(teamsQuery).data ?? [];
  const free = ({ id }: { id: string }) => !grants.some((grant) => idOf(grant) === id);
  const option = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  const add = (id: string) => {
    const isTeam = teams.some((team) => team.id === id);
    onChange([...grants, { ...(isTeam ? { team_id: id } : { user_id: id }), role: "view" }]);
  };
  return (
    <div>
      <Select
        label={t("access.add")}
        searchable
        value={null}
        data={[
          { group: t("access.teams"), items: teams.filter(free).map(option) },
          { group: t("access.people"), items: people.filter(free).map(option) },
        ]}
        onChange={(id) => id && add(id)}
      />
      {grants.length === 0 && (
        <Text c="dimmed" mt="sm">
          {t("access.nobody")}
        </Text>
      )}
      <ul className={classes.members}>
        {grants.map((grant) => {
          const id = idOf(grant);
          const team = teams.find((one) => one.id === id);
          const name =
            team?.name ?? people.find((person) => person.id === id)?.name ?? t("access.gone");
          return (
            <li key={id}>
              <span className={classes.grow}>
                {team ? <TeamMark hue={team.hue}>{name}</TeamMark> : name}
              </span>
              <NativeSelect
                size="xs"
                aria-label={t("access.role.of", { name })}
                value={grant.role}
                data={roles.map((role) => ({ value: role, label: t(`access.role.${role}`) }))}
                onChange={(event) => {
                  const role = event.currentTarget.value as JourneyRole;
                  onChange(grants.map((one) => (one === grant ? { ...one, role } : one)));
                }}
              />
              <CloseButton
                aria-label={t("access.remove", { name })}
                onClick={() => onChange(grants.filter((one) => one !== grant))}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
