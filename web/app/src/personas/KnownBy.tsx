/**
 * By what a persona's customers are known in the log: what they did, and how often. Saved once every
 * row is whole, for a half-written one would mean somebody else.
 */
import { Button, NativeSelect, NumberInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Persona } from "../api/types";
import { useI18n } from "../i18n";
import { vocabularyQuery } from "../map/queries";
import { RuleEditor } from "../map/signals/RuleEditor";
import classes from "./KnownBy.module.css";
import { KnownCustomers } from "./KnownCustomers";
import {
  type Habit,
  type HabitDraft,
  MOST_HABITS,
  type Often,
  oftens,
  toDrafts,
  toHabits,
} from "./knownBy";

function HowOften(props: {
  draft: HabitDraft;
  readOnly: boolean;
  onChange: (draft: HabitDraft) => void;
}) {
  const { draft, readOnly, onChange } = props;
  const { t, n } = useI18n();
  if (readOnly) {
    return (
      <div className={classes.often}>
        {draft.often === "never"
          ? t("known.never")
          : `${t(`known.${draft.often}`)} ${n("known.times", draft.times)}`}
      </div>
    );
  }
  return (
    <div className={classes.often}>
      <NativeSelect
        size="xs"
        aria-label={t("known.often")}
        value={draft.often}
        data={oftens.map((often) => ({ value: often, label: t(`known.${often}`) }))}
        onChange={({ currentTarget: { value } }) => onChange({ ...draft, often: value as Often })}
      />
      {draft.often !== "never" && (
        <>
          <NumberInput
            size="xs"
            className={classes.times}
            aria-label={t("known.how_many")}
            min={1}
            max={10_000}
            allowDecimal={false}
            clampBehavior="strict"
            value={draft.times}
            onChange={(times) => onChange({ ...draft, times: Math.max(1, Number(times) || 1) })}
          />
          <span>{t(draft.times === 1 ? "known.time" : "known.several")}</span>
        </>
      )}
    </div>
  );
}

export function KnownBy(props: {
  persona: Persona;
  readOnly: boolean;
  /** Whether what is shown is what the server has. */
  saved: boolean;
  onChange: (habits: Habit[]) => void;
}) {
  const { persona, readOnly } = props;
  const { t } = useI18n();
  const vocabulary = useQuery({ ...vocabularyQuery, enabled: !readOnly });
  const [drafts, setDrafts] = useState(() => toDrafts(persona.known_by));
  const said = toHabits(drafts);
  const change = (next: HabitDraft[]) => {
    setDrafts(next);
    const habits = toHabits(next);
    if (typeof habits !== "string") props.onChange(habits);
  };
  const put = (index: number, draft: HabitDraft) =>
    change(drafts.map((old, at) => (at === index ? draft : old)));
  return (
    <div className={classes.known}>
      {drafts.length === 0 && <p className={classes.lead}>{t("known.lead")}</p>}
      {drafts.map((draft, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: habits have no identity but their place
        <div key={index} className={classes.habit}>
          {index > 0 && <div className={classes.and}>{t("signals.and")}</div>}
          <RuleEditor
            rule={draft.rule}
            readOnly={readOnly}
            vocabulary={vocabulary.data}
            onChange={(rule) =>
              rule.length === 0
                ? change(drafts.filter((_, at) => at !== index))
                : put(index, { ...draft, rule })
            }
          />
          <HowOften draft={draft} readOnly={readOnly} onChange={(next) => put(index, next)} />
        </div>
      ))}
      {typeof said === "string" && (
        <p className={classes.lead} role="status">
          {t(`known.${said}`)}
        </p>
      )}
      {!readOnly && drafts.length < MOST_HABITS && (
        <Button
          variant="subtle"
          size="compact-sm"
          className={classes.add}
          leftSection={<IconPlus size={14} />}
          onClick={() =>
            setDrafts([
              ...drafts,
              { rule: [{ field: "kind", value: "" }], often: "least", times: 1 },
            ])
          }
        >
          {t(drafts.length === 0 ? "known.add_first" : "known.add")}
        </Button>
      )}
      {persona.known_by.length > 0 && props.saved && <KnownCustomers persona={persona} />}
    </div>
  );
}
