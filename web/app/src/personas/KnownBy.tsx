/**
 * By what a persona's customers are known in the log: what they did, and how often. Saved once every
 * row is whole, for a half-written one would mean somebody else.
 */
import { Button, NativeSelect, NumberInput } from "@mantine/core";
import { IconPencil, IconPlus } from "@tabler/icons-react";
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

/** One habit in a line: “Page viewed · /blog/* — at least once”. */
function Line({ draft }: { draft: HabitDraft }) {
  const { t, n, word } = useI18n();
  const did = draft.rule
    .map(({ field, value }) =>
      field === "kind" || field === "channel" ? word(field, value) : value,
    )
    .join(" · ");
  const often =
    draft.often === "never"
      ? t("known.never")
      : `${t(`known.${draft.often}`)} ${n("known.times", draft.times)}`;
  return (
    <li>
      {did} <span className={classes.lead}>{often}</span>
    </li>
  );
}

function HowOften(props: { draft: HabitDraft; onChange: (draft: HabitDraft) => void }) {
  const { draft, onChange } = props;
  const { t } = useI18n();
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
  const [open, setOpen] = useState(false);
  const vocabulary = useQuery({ ...vocabularyQuery, enabled: open });
  const [drafts, setDrafts] = useState(() => toDrafts(persona.known_by));
  const said = toHabits(drafts);
  const change = (next: HabitDraft[]) => {
    setDrafts(next);
    const habits = toHabits(next);
    if (typeof habits !== "string") props.onChange(habits);
  };
  const add = () =>
    setDrafts([...drafts, { rule: [{ field: "kind", value: "" }], often: "least", times: 1 }]);
  const put = (index: number, draft: HabitDraft) =>
    change(drafts.map((old, at) => (at === index ? draft : old)));
  const found = persona.known_by.length > 0 && props.saved && <KnownCustomers persona={persona} />;
  if (!open) {
    return (
      <div className={classes.known}>
        {drafts.length === 0 && <p className={classes.lead}>{t("known.lead")}</p>}
        <ul className={classes.lines}>
          {drafts.map((draft, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: habits have no identity but their place
            <Line key={index} draft={draft} />
          ))}
        </ul>
        {found}
        {!readOnly && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            className={classes.add}
            leftSection={drafts.length === 0 ? <IconPlus size={14} /> : <IconPencil size={14} />}
            onClick={() => {
              if (drafts.length === 0) add();
              setOpen(true);
            }}
          >
            {t(drafts.length === 0 ? "known.add_first" : "known.edit")}
          </Button>
        )}
      </div>
    );
  }
  return (
    <div className={classes.known}>
      {drafts.map((draft, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: habits have no identity but their place
        <fieldset key={index} className={classes.habit}>
          <legend className={classes.and}>{t(index > 0 ? "signals.and" : "known.first")}</legend>
          <RuleEditor
            rule={draft.rule}
            readOnly={false}
            vocabulary={vocabulary.data}
            onChange={(rule) =>
              rule.length === 0
                ? change(drafts.filter((_, at) => at !== index))
                : put(index, { ...draft, rule })
            }
          />
          <HowOften draft={draft} onChange={(next) => put(index, next)} />
        </fieldset>
      ))}
      {typeof said === "string" && (
        <p className={classes.lead} role="status">
          {t(`known.${said}`)}
        </p>
      )}
      {found}
      <div className={classes.buttons}>
        {drafts.length < MOST_HABITS && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            onClick={add}
          >
            {t(drafts.length === 0 ? "known.add_first" : "known.add")}
          </Button>
        )}
        <Button variant="default" size="compact-sm" onClick={() => setOpen(false)}>
          {t("known.close")}
        </Button>
      </div>
    </div>
  );
}
