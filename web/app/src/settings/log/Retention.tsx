/** Rules of retention: what is kept for how long. None means for ever. */
import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call, http } from "../../api/client";
import { keys } from "../../api/keys";
import type { RetentionRule } from "../../api/types";
import { useI18n } from "../../i18n";
import { Confirm } from "../../ui/Confirm";
import { View } from "../../ui/States";
import { toast } from "../../ui/toasts";
import shared from "../Settings.module.css";
import classes from "./Log.module.css";
import { NewRule } from "./NewRule";
import { retentionRulesQuery } from "./queries";

function Rule(props: { rule: RetentionRule; onRemove: () => void }) {
  const { t, word, format } = useI18n();
  const { kind, days, created_at } = props.rule;
  const name = kind == null ? t("log.retention.all") : word("kind", kind);
  const span = format.span(days);
  const life = span
    ? t("log.retention.kept_span", { days: format.days(days), span })
    : t("log.retention.kept", { days: format.days(days) });
  const since = t("log.retention.since", { date: format.date(created_at) });
  return (
    <li>
      <div className={shared.main}>
        <div>
          <span className={shared.name}>{name}</span>{" "}
          {kind != null && <code className={shared.sub}>{kind}</code>}
        </div>
        <div className={shared.sub}>
          {life} · {since}
        </div>
      </div>
      <Confirm
        question={t("log.retention.remove.question")}
        consequence={t("log.retention.remove.text")}
        verb={t("log.retention.remove")}
        onConfirm={props.onRemove}
      >
        {(open) => (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={t("log.retention.remove_of", { name })}
            onClick={open}
          >
            {t("log.retention.remove")}
          </Button>
        )}
      </Confirm>
    </li>
  );
}

export function Retention() {
  const { t } = useI18n();
  const client = useQueryClient();
  const [adding, setAdding] = useState(false);
  const rules = useQuery(retentionRulesQuery);
  const refresh = () => client.invalidateQueries({ queryKey: keys.retentionRules });
  const remove = useMutation({
    mutationFn: (id: string) =>
      call(http.DELETE("/api/v1/log/retention-rules/{id}", { params: { path: { id } } })),
    onSuccess: () => {
      toast({ text: t("log.retention.removed") });
      return refresh();
    },
  });
  return (
    <View query={rules}>
      {({ items }) => (
        <>
          {items.length === 0 ? (
            <p className={classes.line}>{t("log.retention.none")}</p>
          ) : (
            <ul className={shared.rows}>
              {items.map((rule) => (
                <Rule key={rule.id} rule={rule} onRemove={() => remove.mutate(rule.id)} />
              ))}
            </ul>
          )}
          <div className={classes.add}>
            {adding ? (
              <NewRule
                onClose={() => setAdding(false)}
                onAdded={() => {
                  setAdding(false);
                  toast({ text: t("log.retention.added") });
                  void refresh();
                }}
              />
            ) : (
              <Button
                variant="default"
                leftSection={<IconPlus size={16} />}
                onClick={() => setAdding(true)}
              >
                {t("log.retention.new")}
              </Button>
            )}
          </div>
        </>
      )}
    </View>
  );
}
