/** One signal: its conditions, one row each. */
import { ActionIcon, Autocomplete, Button, NativeSelect } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import type { Vocabulary } from "../../api/types";
import { useI18n } from "../../i18n";
import { type Condition, type Field, freeFields, type Rule } from "./draft";
import classes from "./SignalEditor.module.css";

function useFieldLabel(): (field: Field) => string {
  const { t } = useI18n();
  return (field) =>
    field === "kind" || field === "channel" || field === "subject"
      ? t(`signals.${field}`)
      : field.slice("properties.".length);
}

/** What may be typed into `field`; subjects are those seen with the rule's kind. */
function suggestions(field: Field, rule: Rule, vocabulary: Vocabulary | undefined): string[] {
  if (!vocabulary) return [];
  if (field === "kind") return vocabulary.kinds;
  if (field === "channel") return vocabulary.channels;
  if (field !== "subject") return vocabulary.properties[field.slice("properties.".length)] ?? [];
  const kind = rule.find((condition) => condition.field === "kind")?.value;
  const subjects = vocabulary.subjects.filter((item) => !kind || item.kind === kind);
  return [...new Set(subjects.map((item) => item.subject))];
}

export function RuleEditor(props: {
  rule: Rule;
  readOnly: boolean;
  vocabulary: Vocabulary | undefined;
  onChange: (rule: Rule) => void;
}) {
  const { rule, vocabulary, onChange } = props;
  const { t, word } = useI18n();
  const label = useFieldLabel();
  const free = freeFields(rule, Object.keys(vocabulary?.properties ?? {}));
  const change = (index: number, next: Partial<Condition>) =>
    onChange(rule.map((condition, at) => (at === index ? { ...condition, ...next } : condition)));
  const explain = (field: Field, value: string) =>
    field === "kind" ? word("kind", value) : field === "channel" ? word("channel", value) : value;

  if (props.readOnly) {
    return (
      <div className={classes.rule}>
        {rule.map(({ field, value }) => (
          <div key={field} className={classes.readOnly}>
            {label(field)} {t(field === "subject" ? "signals.like" : "signals.is")}{" "}
            <strong>{explain(field, value)}</strong>
          </div>
        ))}
      </div>
    );
  }
  return (
    <div className={classes.rule}>
      {rule.map((condition, index) => (
        <div key={condition.field}>
          <div className={classes.condition}>
            <NativeSelect
              aria-label={t("signals.field")}
              data={[condition.field, ...free].map((field) => ({
                value: field,
                label: label(field),
              }))}
              value={condition.field}
              onChange={(event) =>
                change(index, { field: event.currentTarget.value as Field, value: "" })
              }
            />
            <Autocomplete
              aria-label={t("signals.value", { field: label(condition.field) })}
              data={suggestions(condition.field, rule, vocabulary)}
              limit={30}
              value={condition.value}
              maxDropdownHeight={280}
              onChange={(value) => change(index, { value })}
              renderOption={({ option }) => (
                <span>
                  {explain(condition.field, option.value)}
                  {explain(condition.field, option.value) !== option.value && (
                    <span className={classes.hint}> {option.value}</span>
                  )}
                </span>
              )}
            />
            <ActionIcon
              mt={6}
              aria-label={t("signals.remove_condition", { field: label(condition.field) })}
              onClick={() => onChange(rule.filter((_, at) => at !== index))}
            >
              <IconX size={16} />
            </ActionIcon>
          </div>
          {condition.field === "subject" && (
            <div className={classes.hint}>{t("signals.subject.hint")}</div>
          )}
        </div>
      ))}
      {free.length > 0 && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          style={{ alignSelf: "flex-start" }}
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...rule, { field: free[0] ?? "kind", value: "" }])}
        >
          {t("signals.add_condition")}
        </Button>
      )}
    </div>
  );
}
