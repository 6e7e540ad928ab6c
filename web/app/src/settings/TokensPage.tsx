/** API tokens: made with scopes, shown once, revoked. */
import { Button, Modal, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { ApiToken } from "../api/types";
import { useI18n } from "../i18n";
import { Confirm } from "../ui/Confirm";
import { CopyField } from "../ui/Copy";
import { Page } from "../ui/Page";
import { Empty, View } from "../ui/States";
import { NewToken } from "./NewToken";
import classes from "./Settings.module.css";

function TokenRow(props: { token: ApiToken; onRevoke: () => void }) {
  const { t, format } = useI18n();
  const { token } = props;
  const life = [
    t("tokens.by", { name: token.created_by }),
    token.last_used_at
      ? t("tokens.used", { when: format.ago(token.last_used_at) })
      : t("tokens.unused"),
    token.expires_at && t("tokens.until", { date: format.date(token.expires_at) }),
  ];
  return (
    <li>
      <div className={classes.main}>
        <div className={classes.name}>{token.name}</div>
        <div className={classes.sub}>{token.scopes.join(" · ")}</div>
        <div className={classes.sub}>{life.filter(Boolean).join(" · ")}</div>
      </div>
      <Confirm
        question={t("tokens.revoke.question", { name: token.name })}
        verb={t("tokens.revoke")}
        onConfirm={props.onRevoke}
      >
        {(open) => (
          <Button variant="default" size="compact-sm" onClick={open}>
            {t("tokens.revoke")}
          </Button>
        )}
      </Confirm>
    </li>
  );
}

export function TokensPage() {
  const { t } = useI18n();
  const client = useQueryClient();
  const [creating, setCreating] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const tokens = useQuery({
    queryKey: keys.tokens,
    queryFn: ({ signal }) => call(http.GET("/api/v1/tokens", { signal })),
  });
  const refresh = () => client.invalidateQueries({ queryKey: keys.tokens });
  const revoke = useMutation({
    mutationFn: (id: string) =>
      call(http.DELETE("/api/v1/tokens/{id}", { params: { path: { id } } })),
    onSuccess: refresh,
  });
  const create = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
      {t("tokens.new")}
    </Button>
  );
  return (
    <Page
      title={t("settings.tokens")}
      lead={t("tokens.lead")}
      actions={(tokens.data?.items.length ?? 0) > 0 && create}
    >
      <View query={tokens}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t("tokens.first.title")} text={t("tokens.first.text")} action={create} />
          ) : (
            <ul className={classes.rows}>
              {items.map((token) => (
                <TokenRow key={token.id} token={token} onRevoke={() => revoke.mutate(token.id)} />
              ))}
            </ul>
          )
        }
      </View>
      {creating && (
        <NewToken
          onClose={() => setCreating(false)}
          onCreated={(made) => {
            setCreating(false);
            setSecret(made.secret);
            void refresh();
          }}
        />
      )}
      <Modal
        opened={secret !== null}
        onClose={() => setSecret(null)}
        title={t("tokens.secret.title")}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <CopyField value={secret ?? ""} label={t("settings.tokens")} />
        <Text mt="sm" c="dimmed">
          {t("tokens.secret.text")}
        </Text>
      </Modal>
    </Page>
  );
}
