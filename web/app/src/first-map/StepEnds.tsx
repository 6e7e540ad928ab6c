/** Step one: who, what they want, where it starts (earlier than one thinks) and where it ends. */
import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useI18n } from "../i18n";
import { personasQuery } from "../personas/queries";
import { startEarlier } from "./draft";
import classes from "./FirstMap.module.css";
import type { FirstMap } from "./useFirstMap";

const IDEAS = [1, 2, 3] as const;

function Ideas(props: { of: "start" | "end"; onTake: (text: string) => void }) {
  const { t } = useI18n();
  return (
    <div className={classes.ideas}>
      <span className={classes.muted}>{t("firstMap.start.ideas")}</span>
      {IDEAS.map((number) => {
        const text = t(`firstMap.${props.of}.idea.${number}`);
        return (
          <button
            key={number}
            type="button"
            className={classes.idea}
            onClick={() => props.onTake(text)}
          >
            {text}
          </button>
        );
      })}
    </div>
  );
}

/** “And before that?”: asked again after each answer, as often as there is one. */
function Before({ map }: { map: FirstMap }) {
  const { t } = useI18n();
  const [earlier, setEarlier] = useState("");
  const [moved, setMoved] = useState("");
  const { start } = map.draft;
  const take = () => {
    if (!earlier.trim()) return;
    setMoved(start.trim());
    map.change((draft) => startEarlier(draft, earlier));
    setEarlier("");
  };
  if (!start.trim()) return null;
  return (
    <div className={classes.before}>
      <TextInput
        label={t("firstMap.before")}
        description={t("firstMap.before.help", { start: start.trim() })}
        placeholder={t("firstMap.before.example")}
        value={earlier}
        maxLength={200}
        onChange={(event) => setEarlier(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          // Enter with nothing typed goes on, as in the other fields.
          if (!earlier.trim()) return;
          event.preventDefault();
          take();
        }}
        rightSectionWidth="auto"
        rightSection={
          earlier.trim() && (
            <Button size="compact-sm" variant="light" mr={6} onClick={take}>
              {t("firstMap.before.take")}
            </Button>
          )
        }
      />
      <p role="status" className={classes.muted}>
        {moved && t("firstMap.before.moved", { name: moved })}
      </p>
    </div>
  );
}

export function StepEnds(props: { map: FirstMap; onNext: () => void }) {
  const { t } = useI18n();
  const { map, onNext } = props;
  const { draft, change } = map;
  const personas = useQuery(personasQuery);
  const field = (name: "who" | "goal" | "start" | "end") => ({
    label: t(`firstMap.${name}`),
    placeholder: t(`firstMap.${name}.example`),
    value: draft[name],
    maxLength: 200,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      change((now) => ({ ...now, [name]: value }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onNext();
  };
  return (
    <form className={classes.ends} onSubmit={submit}>
      <p className={classes.lead}>{t("firstMap.ends.lead")}</p>
      <TextInput {...field("who")} autoFocus required withAsterisk={false} list="personas" />
      <datalist id="personas">
        {(personas.data ?? []).map((persona) => (
          <option key={persona.id} value={persona.name} />
        ))}
      </datalist>
      <TextInput {...field("goal")} required withAsterisk={false} />
      <div>
        <TextInput
          {...field("start")}
          required
          withAsterisk={false}
          description={t("firstMap.start.help")}
        />
        {!draft.start && (
          <Ideas of="start" onTake={(start) => change((now) => ({ ...now, start }))} />
        )}
      </div>
      <Before map={map} />
      <div>
        <TextInput
          {...field("end")}
          required
          withAsterisk={false}
          description={t("firstMap.end.help")}
        />
        {!draft.end && <Ideas of="end" onTake={(end) => change((now) => ({ ...now, end }))} />}
      </div>
      <div className={classes.foot}>
        <Button type="submit" loading={map.save === "saving" && !draft.journeyId}>
          {t("firstMap.continue")}
        </Button>
      </div>
    </form>
  );
}
