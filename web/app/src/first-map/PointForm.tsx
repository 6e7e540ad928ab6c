/** One point thought through: the four questions, its feeling, what to do about it first. */
import { Button, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useId, useRef } from "react";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { Journey, Touchpoint } from "../api/types";
import { useI18n } from "../i18n";
import { changeTouchpoint } from "../map/model";
import { GrowingText } from "../personas/GrowingText";
import { useSaving } from "../personas/saving";
import { useUser } from "../session/session";
import { SavedMark } from "../ui/SavedMark";
import classes from "./Details.module.css";
import { FeelingPick } from "./FeelingPick";
import { type Answers, keepUnsent, unsent } from "./unsent";

const QUESTIONS = [
  ["does", "firstMap.detail.does"],
  ["thinks", "firstMap.detail.thinks"],
  ["feels", "firstMap.detail.feels"],
  ["stands_in_the_way", "firstMap.detail.stands"],
] as const;

export function usePointSaving(journeyId: string, id: string) {
  const client = useQueryClient();
  const { saving, state } = useSaving<Answers>(async (changes) => {
    const record = await call(
      http.PATCH("/api/v1/touchpoints/{id}", { params: { path: { id } }, body: changes }),
    );
    client.setQueryData<Journey>(
      keys.journey(journeyId),
      (journey) => journey && changeTouchpoint(journey, id, record as Touchpoint),
    );
  });
  useEffect(() => {
    // For as long as it has something to send, also once the form has gone to the next point.
    saving.subscribe(() => keepUnsent(id, saving.snapshot().pending));
    const kept = unsent(id);
    if (Object.keys(kept).length > 0) saving.edit(kept);
  }, [id, saving]);
  return { saving, state };
}

export function PointForm(props: {
  journeyId: string;
  touchpoint: Touchpoint;
  onNext: () => void;
}) {
  const { t } = useI18n();
  const me = useUser();
  const base = useId();
  const { journeyId, touchpoint, onNext } = props;
  const { saving, state } = usePointSaving(journeyId, touchpoint.id);
  const shown = { ...touchpoint, ...state.pending } as Touchpoint;
  const action = shown.next_action;
  const first = useRef<HTMLTextAreaElement>(null);
  // On to the next point means on to its first question.
  useEffect(() => first.current?.focus(), []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the button below it
    <div
      className={classes.form}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          onNext();
        }
      }}
    >
      <div className={classes.questions}>
        {QUESTIONS.map(([field, label], index) => (
          <div key={field}>
            <label className={classes.question} htmlFor={`${base}-${field}`}>
              {t(label)}
            </label>
            <GrowingText
              id={`${base}-${field}`}
              look="framed"
              value={shown[field]}
              placeholder={t(`${label}.example`)}
              maxLength={4000}
              ref={index === 0 ? first : undefined}
              onChange={(event) => saving.edit({ [field]: event.currentTarget.value })}
            />
          </div>
        ))}
      </div>
      <FeelingPick
        name={`${base}-felt`}
        value={shown.felt ?? null}
        onChange={(felt) => saving.edit({ felt })}
      />
      <div className={classes.action}>
        <TextInput
          label={t("firstMap.action")}
          placeholder={t("firstMap.action.example")}
          value={action?.text ?? ""}
          maxLength={1000}
          onChange={(event) => {
            const text = event.currentTarget.value;
            // Who writes it down has it, until somebody else is named.
            saving.edit({
              next_action: text
                ? { text, owner: action?.owner || me.name, due: action?.due ?? null }
                : null,
            });
          }}
        />
        <TextInput
          label={t("firstMap.action.owner")}
          value={action?.owner ?? ""}
          disabled={!action}
          maxLength={200}
          onChange={(event) =>
            action && saving.edit({ next_action: { ...action, owner: event.currentTarget.value } })
          }
        />
      </div>
      <span className={classes.saved}>
        <SavedMark state={state.save} />
        {state.save === "failed" && (
          <Button size="compact-sm" variant="default" onClick={() => void saving.flush()}>
            {t("common.retry")}
          </Button>
        )}
      </span>
    </div>
  );
}
