/** The write keys of a source: shown, copied, rotated, revoked. */
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { Source, WriteKey } from "../api/types";
import { useI18n } from "../i18n";
import { Confirm } from "../ui/Confirm";
import { CopyField } from "../ui/Copy";
import classes from "./Settings.module.css";

function KeyRow(props: { item: WriteKey; onRevoke: () => void }) {
  const { t, format } = useI18n();
  const { item } = props;
  const life = [
    t("source.key.created", { date: format.date(item.created_at) }),
    item.last_used_at
      ? t("source.key.used", { when: format.ago(item.last_used_at) })
      : t("source.key.unused"),
    item.revoked_at && t("source.key.revoked", { date: format.date(item.revoked_at) }),
  ];
  return (
    <li>
      <div className={classes.main}>
        {item.revoked_at ? (
          <s>{item.key}</s>
        ) : (
          <CopyField value={item.key} label={t("source.key.label")} />
        )}
        <div className={classes.sub}>{life.filter(Boolean).join(" · ")}</div>
      </div>
      {!item.revoked_at && (
        <Confirm
          question={t("source.revoke.question")}
          verb={t("source.revoke")}
          onConfirm={props.onRevoke}
        >
          {(open) => (
            <Button variant="default" size="compact-sm" onClick={open}>
              {t("source.revoke")}
            </Button>
          )}
        </Confirm>
      )}
    </li>
  );
}

export function SourceKeys({ source }: { source: Source }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: keys.source(source.id) });
  const rotate = useMutation({
    mutationFn: () =>
      call(http.POST("/api/v1/sources/{id}/keys", { params: { path: { id: source.id } } })),
    onSuccess: refresh,
  });
  const revoke = useMutation({
    mutationFn: (key_id: string) =>
      call(
        http.DELETE("/api/v1/sources/{id}/keys/{key_id}", {
          params: { path: { id: source.id, key_id } },
        }),
      ),
    onSuccess: refresh,
  });
  return (
    <>
      <ul className={classes.rows}>
        {source.keys.map((item) => (
          <KeyRow key={item.id} item={item} onRevoke={() => revoke.mutate(item.id)} />
        ))}
      </ul>
      <Button mt="md" variant="default" loading={rotate.isPending} onClick={() => rotate.mutate()}>
        {t("source.rotate")}
      </Button>
    </>
  );
}
