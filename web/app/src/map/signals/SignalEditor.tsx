/**
 * Which interactions happen at a touchpoint. Signals are any-of, their conditions all-of. What is
 * typed is previewed at once and becomes the touchpoint's signals with one button: a half-typed
 * path must not move everybody's figures.
 */
import { Button, Group, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call, http } from "../../api/client";
import { keys } from "../../api/keys";
import type { Journey, Touchpoint } from "../../api/types";
import { useI18n } from "../../i18n";
import { FormProblem } from "../../ui/FormProblem";
import { toast } from "../../ui/toasts";
import { useMap } from "../context";
import { changeTouchpoint } from "../model";
import { vocabularyQuery } from "../queries";
import { isComplete, type Rule, sameSignals, toRules, toSignals } from "./draft";
import { RuleEditor } from "./RuleEditor";
import classes from "./SignalEditor.module.css";
import { SignalPreviewBox } from "./SignalPreviewBox";

/** Drafts outlive their panel: closing it by mistake must not lose a rule. */
const kept = new Map<string, Rule[]>();

export function SignalEditor(props: { touchpoint: Touchpoint; readOnly: boolean }) {
  const { touchpoint, readOnly } = props;
  const { t } = useI18n();
  const { journey } = useMap();
  const client = useQueryClient();
  const vocabulary = useQuery({ ...vocabularyQuery, enabled: !readOnly });
  const [draft, setDraft] = useState<Rule[] | null>(() => kept.get(touchpoint.id) ?? null);

  const rules = draft ?? toRules(touchpoint.signals);
  const edit = (next: Rule[] | null) => {
    if (next) kept.set(touchpoint.id, next);
    else kept.delete(touchpoint.id);
    setDraft(next);
  };
  const signals = toSignals(rules);
  const changed =
    draft !== null && !(isComplete(rules) && sameSignals(signals, touchpoint.signals));

  const save = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      call(
        http.PUT("/api/v1/touchpoints/{id}/signals", {
          params: { path: { id: touchpoint.id } },
          body: { signals },
        }),
      ),
    onSuccess: (saved) => {
      client.setQueryData<Journey>(
        keys.journey(journey.id),
        (old) => old && changeTouchpoint(old, touchpoint.id, saved),
      );
      edit(null);
      toast({ text: t("signals.saved") });
      void client.invalidateQueries({ queryKey: ["figures", journey.id] });
    },
  });

  if (readOnly && rules.length === 0) return <Text c="dimmed">{t("signals.none")}</Text>;
  return (
    <div className={classes.editor}>
      <Text c="dimmed">{t(rules.length === 0 ? "signals.none" : "signals.lead")}</Text>
      {rules.map((rule, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rules have no identity but their place
        <div key={index}>
          {index > 0 && <div className={classes.or}>{t("signals.or")}</div>}
          <RuleEditor
            rule={rule}
            readOnly={readOnly}
            vocabulary={vocabulary.data}
            onChange={(next) =>
              edit(
                next.length === 0
                  ? rules.filter((_, at) => at !== index)
                  : rules.map((old, at) => (at === index ? next : old)),
              )
            }
          />
        </div>
      ))}
      {!readOnly && (
        <Button
          variant="subtle"
          size="compact-sm"
          style={{ alignSelf: "flex-start" }}
          leftSection={<IconPlus size={14} />}
          onClick={() => edit([...rules, [{ field: "kind", value: "" }]])}
        >
          {t(rules.length === 0 ? "signals.add_first" : "signals.add_or")}
        </Button>
      )}
      {rules.length > 0 && (
        <SignalPreviewBox touchpoint={touchpoint} signals={signals} complete={isComplete(rules)} />
      )}
      {changed && (
        <>
          <FormProblem error={save.error} />
          <Group gap="xs">
            <Button
              loading={save.isPending}
              disabled={!isComplete(rules)}
              onClick={() => save.mutate()}
            >
              {t("signals.save")}
            </Button>
            <Button variant="default" onClick={() => edit(null)}>
              {t("signals.reset")}
            </Button>
          </Group>
        </>
      )}
    </div>
  );
}
