/** One import, from its mapping to its result: the state decides what is shown. */
import { Button, Group } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { Import } from "../api/types";
import { useI18n } from "../i18n";
import { useMay } from "../session/session";
import { Confirm } from "../ui/Confirm";
import { Page } from "../ui/Page";
import { View } from "../ui/States";
import { ImportProgress } from "./ImportProgress";
import { ImportResult } from "./ImportResult";
import { Mapping } from "./Mapping";
import { importQuery } from "./queries";

function OneImport({ item }: { item: Import }) {
  const { t, format } = useI18n();
  const client = useQueryClient();
  const navigate = useNavigate();
  const mayImport = useMay("editor");
  const remove = useMutation({
    mutationFn: () =>
      call(http.DELETE("/api/v1/imports/{id}", { params: { path: { id: item.id } } })),
    onSuccess: async () => {
      await navigate({ to: "/imports" });
      void client.invalidateQueries({ queryKey: keys.imports });
    },
  });
  const moving = item.state === "waiting" || item.state === "running";
  return (
    <Page
      title={item.name}
      lead={t("imports.by", {
        size: format.bytes(item.bytes),
        when: format.ago(item.created_at),
        name: item.created_by,
      })}
      width={item.state === "uploaded" ? "wide" : "normal"}
      actions={
        <Group gap="xs">
          {mayImport && !moving && (
            <Confirm
              question={t("imports.delete.question", { name: item.name })}
              verb={t("imports.delete")}
              onConfirm={() => remove.mutate()}
            >
              {(open) => (
                <Button variant="default" onClick={open}>
                  {t("imports.delete")}
                </Button>
              )}
            </Confirm>
          )}
          {(item.state === "done" || item.state === "failed") && (
            <Button variant="default" component={Link} to="/imports">
              {t("import.another")}
            </Button>
          )}
        </Group>
      }
    >
      {item.state === "uploaded" && <Mapping item={item} />}
      {moving && <ImportProgress item={item} />}
      {(item.state === "done" || item.state === "failed") && <ImportResult item={item} />}
    </Page>
  );
}

export function ImportPage() {
  const { id } = useParams({ from: "/shell/imports/$id" });
  const item = useQuery(importQuery(id));
  return <View query={item}>{(data) => <OneImport item={data} />}</View>;
}
