/** Names and colours a team, a new one or one that is there. */
import { Button, Group, Modal, Radio, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { call, http } from "../api/client";
import { useI18n } from "../i18n";
import { FormProblem, fieldError } from "../ui/FormProblem";
import { toast } from "../ui/toasts";
import { hues, type Team, type TeamHue, teamKeys } from "./queries";
import { TeamMark } from "./TeamMark";
import classes from "./Teams.module.css";

export function TeamForm(props: { team?: Team; next: TeamHue; onClose: () => void }) {
  const { t, n } = useI18n();
  const { team, onClose } = props;
  const client = useQueryClient();
  const [name, setName] = useState(team?.name ?? "");
  const [hue, setHue] = useState<TeamHue>(team?.hue ?? props.next);
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: async () => {
      const body = { name, hue };
      if (team) {
        const path = { id: team.id };
        await call(http.PATCH("/api/v1/teams/{id}", { params: { path }, body }));
        return 0;
      }
      const made = await call(http.POST("/api/v1/teams", { body }));
      // Maps that were drawn before name it as a text.
      const path = { id: made.id };
      const taken = await call(http.POST("/api/v1/teams/{id}/take-over", { params: { path } }));
      return taken.touchpoints;
    },
    onSuccess: (touchpoints) => {
      if (touchpoints > 0) toast({ text: n("teams.took_over", touchpoints, { name }) });
      void client.invalidateQueries({ queryKey: teamKeys.teams });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Modal
      opened
      title={t(team ? "teams.edit" : "teams.new")}
      onClose={onClose}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Stack component="form" onSubmit={submit}>
        <TextInput
          data-autofocus
          label={t("teams.name")}
          required
          withAsterisk={false}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fieldError(save.error, "name")}
        />
        <Radio.Group
          label={t("teams.hue")}
          value={hue}
          onChange={(value) => setHue(value as TeamHue)}
        >
          <div className={classes.hues}>
            {hues.map((value) => (
              <Radio
                key={value}
                value={value}
                label={<TeamMark hue={value}>{t(`teams.hue.${value}`)}</TeamMark>}
              />
            ))}
          </div>
        </Radio.Group>
        <FormProblem error={save.error} fields={["name"]} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t(team ? "teams.save" : "teams.create")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
