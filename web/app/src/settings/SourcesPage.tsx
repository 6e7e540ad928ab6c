/** All sources, and the form of a new one. */
import { Badge, Button, Group, Modal, NativeSelect, Stack, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { Source } from "../api/types";
import { useI18n } from "../i18n";
import listClasses from "../journeys/JourneysPage.module.css";
import { FormProblem, fieldError } from "../ui/FormProblem";
import { Page } from "../ui/Page";
import { Empty, View } from "../ui/States";

/** Kinds that a person makes; `import` sources come with imports. */
const kinds = ["browser", "server", "mobile"] as const;

function NewSource(props: { onClose: () => void }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [kind, setKind] = useState<Source["kind"]>("browser");
  const create = useMutation({
    meta: { quiet: true },
    mutationFn: () => call(http.POST("/api/v1/sources", { body: { name: name.trim(), kind } })),
    onSuccess: async (source) => {
      client.setQueryData(keys.source(source.id), source);
      void client.invalidateQueries({ queryKey: keys.sources, exact: true });
      await navigate({ to: "/settings/sources/$id", params: { id: source.id } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Modal
      opened
      title={t("sources.new")}
      onClose={props.onClose}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Stack component="form" onSubmit={submit}>
        <TextInput
          data-autofocus
          label={t("common.name")}
          required
          withAsterisk={false}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fieldError(create.error, "name")}
        />
        <NativeSelect
          label={t("sources.kind")}
          value={kind}
          data={kinds.map((value) => ({ value, label: t(`sources.kind.${value}`) }))}
          onChange={(event) => setKind(event.currentTarget.value as Source["kind"])}
        />
        <FormProblem error={create.error} fields={["name"]} />
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t("sources.create")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

export function SourcesPage() {
  const { t, n, format } = useI18n();
  const [creating, setCreating] = useState(false);
  const sources = useQuery({
    queryKey: keys.sources,
    queryFn: ({ signal }) => call(http.GET("/api/v1/sources", { signal })),
  });
  const create = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
      {t("sources.new")}
    </Button>
  );
  return (
    <Page
      title={t("settings.sources")}
      lead={t("sources.lead")}
      actions={(sources.data?.items.length ?? 0) > 0 && create}
    >
      <View query={sources}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title={t("sources.first.title")}
              text={t("sources.first.text")}
              action={create}
            />
          ) : (
            <ul className={listClasses.list}>
              {items.map((source) => (
                <li key={source.id}>
                  <Link
                    to="/settings/sources/$id"
                    params={{ id: source.id }}
                    className={listClasses.row}
                  >
                    <span className={listClasses.main}>
                      <span className={listClasses.name}>
                        {source.name}{" "}
                        {source.disabled && (
                          <Badge variant="light" color="gray" tt="none">
                            {t("sources.disabled")}
                          </Badge>
                        )}
                      </span>
                      <span className={listClasses.sub}>{t(`sources.kind.${source.kind}`)}</span>
                    </span>
                    <span className={listClasses.aside}>
                      {source.last_event_at ? (
                        <>
                          <span>{n("sources.events_24h", source.events_24h)}</span>
                          <span className={listClasses.sub}>
                            {t("sources.last_event", { when: format.ago(source.last_event_at) })}
                          </span>
                        </>
                      ) : (
                        <span className={listClasses.sub}>{t("sources.no_event")}</span>
                      )}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </View>
      {creating && <NewSource onClose={() => setCreating(false)} />}
    </Page>
  );
}
