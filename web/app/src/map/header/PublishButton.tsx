/** Publishing: a name, a note, one button, and the way to the versions. */
import { Anchor, Button, Group, Popover, Text, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call, http } from "../../api/client";
import { keys } from "../../api/keys";
import { useI18n } from "../../i18n";
import { FormProblem } from "../../ui/FormProblem";
import { toast } from "../../ui/toasts";
import { useMap } from "../context";

export function PublishButton() {
  const { t } = useI18n();
  const { journey, go } = useMap();
  const client = useQueryClient();
  const [opened, setOpened] = useState(false);
  const [note, setNote] = useState("");
  const [name, setName] = useState("");
  const number = journey.published_version;
  const pending = journey.has_unpublished_changes || number == null;

  const publish = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      call(
        http.POST("/api/v1/journeys/{id}/publish", {
          params: { path: { id: journey.id } },
          body: { note: note.trim() || null, name: name.trim() || null },
        }),
      ),
    onSuccess: (version) => {
      setOpened(false);
      setNote("");
      setName("");
      toast({ text: t("publish.done", { number: version.number }) });
      void client.invalidateQueries({ queryKey: keys.journey(journey.id) });
      void client.invalidateQueries({ queryKey: keys.versions(journey.id) });
      void client.invalidateQueries({ queryKey: keys.journeys });
    },
  });

  const state =
    number == null
      ? t("publish.never")
      : t(pending ? "publish.pending" : "publish.uptodate", { number });
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width={340}
      position="bottom-end"
      trapFocus
      withRoles
    >
      <Popover.Target>
        <Button
          variant={pending ? "filled" : "default"}
          onClick={() => setOpened(!opened)}
          aria-label={t("publish.button")}
        >
          {t("publish.short")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Text fw={550}>{state}</Text>
        <TextInput
          mt="sm"
          label={t("publish.name")}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          mt="sm"
          label={t("publish.note")}
          description={t("publish.note.hint")}
          autosize
          minRows={2}
          maxRows={6}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <FormProblem error={publish.error} />
        <Group justify="space-between" mt="sm">
          <Anchor
            component="button"
            type="button"
            onClick={() => {
              setOpened(false);
              go({ panel: "versions", touchpoint: undefined });
            }}
          >
            {t("versions.show")}
          </Anchor>
          <Button loading={publish.isPending} disabled={!pending} onClick={() => publish.mutate()}>
            {t("publish.button")}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
