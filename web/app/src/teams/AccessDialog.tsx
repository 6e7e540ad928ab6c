/** Who may see and edit a journey: everybody by their role, or only those who are listed. */
import { Button, Group, Modal, Radio, Stack, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { call, http } from "../api/client";
import type { Journey } from "../api/types";
import { useI18n } from "../i18n";
import { FormProblem } from "../ui/FormProblem";
import { View } from "../ui/States";
import { GrantList } from "./GrantList";
import { accessQuery, type JourneyGrant } from "./queries";

interface Access {
  restricted: boolean;
  grants: JourneyGrant[];
}

function AccessForm(props: { journey: Journey; access: Access; onClose: () => void }) {
  const { t } = useI18n();
  const { journey, onClose } = props;
  const [{ restricted, grants }, setAccess] = useState<Access>({
    restricted: props.access.restricted,
    grants: props.access.grants ?? [],
  });
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      call(
        http.PUT("/api/v1/journeys/{id}/access", {
          params: { path: { id: journey.id } },
          body: { restricted, grants },
        }),
      ),
    onSuccess: onClose,
  });
  return (
    <Stack>
      <Radio.Group
        aria-label={t("access.title", { name: journey.name })}
        value={restricted ? "restricted" : "open"}
        onChange={(value) => setAccess({ grants, restricted: value === "restricted" })}
      >
        <Stack gap="xs">
          <Radio value="open" label={t("access.open")} />
          <Radio value="restricted" label={t("access.restricted")} />
        </Stack>
      </Radio.Group>
      {restricted && (
        <>
          <GrantList
            grants={grants}
            onChange={(changed) => setAccess({ restricted, grants: changed })}
          />
          <Text c="dimmed" fz="sm">
            {t("access.always")} {t("access.capped")}
          </Text>
        </>
      )}
      <FormProblem error={save.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t("common.cancel")}
        </Button>
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          {t("access.save")}
        </Button>
      </Group>
    </Stack>
  );
}

export function AccessDialog(props: { journey: Journey; onClose: () => void }) {
  const { t } = useI18n();
  const { journey } = props;
  const access = useQuery(accessQuery(journey.id));
  return (
    <Modal
      opened
      size="lg"
      title={t("access.title", { name: journey.name })}
      onClose={props.onClose}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <View query={access}>
        {(read) => (
          <AccessForm
            journey={journey}
            access={{ restricted: read.restricted, grants: read.grants ?? [] }}
            onClose={props.onClose}
          />
        )}
      </View>
    </Modal>
  );
}
