/** Two people changed the same field: says which, shows the other's words, lets one choose. */
import { Alert, Button, Group, Text } from "@mantine/core";
import type { TouchpointChanges } from "../../api/types";
import { type Key, useI18n } from "../../i18n";

const labels: Record<keyof TouchpointChanges, Key> = {
  name: "common.name",
  goal: "touchpoint.goal",
  channel: "field.channel",
  owning_team: "field.owning_team",
  needs: "field.needs",
  key_moment: "field.key_moment",
  key_moment_image: "field.key_moment_image",
  actions: "field.actions",
  does: "field.does",
  thinks: "field.thinks",
  feels: "field.feels",
  stands_in_the_way: "field.stands_in_the_way",
  strengths: "field.strengths",
  frictions: "field.frictions",
};

export function Conflict(props: {
  theirs: Partial<TouchpointChanges>;
  onResolve: (choice: "mine" | "theirs") => void;
}) {
  const { t, format } = useI18n();
  const fields = Object.keys(props.theirs) as (keyof TouchpointChanges)[];
  return (
    <Alert role="alert" color="red" variant="outline" title={t("conflict.title")}>
      <Text>{t("conflict.text", { fields: format.list(fields.map((f) => t(labels[f]))) })}</Text>
      {fields.map((field) => {
        const value = props.theirs[field];
        return typeof value === "string" && value ? (
          <Text key={field} mt={4} c="dimmed" lineClamp={4}>
            {value}
          </Text>
        ) : null;
      })}
      <Group gap="xs" mt="sm">
        <Button size="compact-sm" onClick={() => props.onResolve("mine")}>
          {t("conflict.mine")}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => props.onResolve("theirs")}>
          {t("conflict.theirs")}
        </Button>
      </Group>
    </Alert>
  );
}
