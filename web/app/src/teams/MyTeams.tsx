/** In one's profile: the teams one is in, each leading to what it answers for. */
import { Anchor, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useI18n } from "../i18n";
import { Section } from "../ui/Page";
import { View } from "../ui/States";
import { myTeamsQuery } from "./queries";
import { TeamMark } from "./TeamMark";

export function MyTeams() {
  const { t } = useI18n();
  const teams = useQuery(myTeamsQuery);
  return (
    <Section title={t("teams.mine")}>
      <View query={teams}>
        {(items) =>
          items.length === 0 ? (
            <Text c="dimmed">{t("teams.mine.none")}</Text>
          ) : (
            <Group gap="lg">
              {items.map((team) => (
                <TeamMark key={team.id} hue={team.hue}>
                  <Anchor component={Link} to={`/teams/${team.id}`}>
                    {team.name}
                  </Anchor>
                </TeamMark>
              ))}
            </Group>
          )
        }
      </View>
    </Section>
  );
}
