/** What the journey is about, who answers for it, how far it has come. Saved on leaving a field. */
import { Button, NumberInput, Select, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import type { Journey } from "../../api/types";
import { statuses } from "../../atlas/search";
import { useI18n, withLater } from "../../i18n";
import { useDeleteJourney } from "../../journeys/useDeleteJourney";
import { personasQuery } from "../../personas/queries";
import { usePeople } from "../../session/people";
import { Mute } from "../../together/Mute";
import { useCanvas } from "../canvas/context";
import { useDraft } from "../canvas/saving";
import { written } from "../canvas/speech";
import { useMap } from "../context";
import { PanelFrame } from "./Panel";
import classes from "./Panel.module.css";

const Access = lazy(() =>
  withLater(import("../../teams/Access")).then((m) => ({ default: m.Access })),
);

type Field = "name" | "scenario" | "start" | "end" | "goal";

/** One text of the journey, in the language the map is read in. */
function Text({ field }: { field: Field }) {
  const { t } = useI18n();
  const { journey, editable, edits } = useMap();
  const { reading } = useCanvas();
  const stored = written(journey, field, journey[field], reading);
  const draft = useDraft(stored, (text) => {
    // A journey always has a name: while its field is empty the old one stays.
    if (text === stored || (field === "name" && reading === null && !text.trim())) return;
    edits.changeJourney(
      reading === null ? { [field]: text } : { translations: { [reading]: { [field]: text } } },
    );
  });
  return (
    <Textarea
      label={t(`about.${field}`)}
      description={
        reading && journey[field] ? t("panel.original", { text: journey[field] }) : undefined
      }
      autosize
      minRows={field === "scenario" ? 2 : 1}
      maxRows={12}
      maxLength={field === "name" ? 200 : 5000}
      readOnly={!editable}
      value={draft.value}
      onChange={(event) => {
        const { value } = event.currentTarget;
        draft.set(field === "scenario" ? value : value.replace(/\s*\n\s*/g, " "));
      }}
      onBlur={draft.flush}
    />
  );
}

/** Days between two reviews: kept on leaving, so that a number half typed is none. */
function ReviewDays() {
  const { t } = useI18n();
  const { journey, editable, edits } = useMap();
  const [typed, setTyped] = useState<string | number | null>(null);
  const keep = () => {
    const days = Number(typed);
    if (typed !== null && days >= 1 && days !== journey.review_days)
      edits.changeJourney({ review_days: days });
    setTyped(null);
  };
  return (
    <NumberInput
      label={t("about.review_days")}
      min={1}
      max={1000}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="strict"
      readOnly={!editable}
      value={typed ?? journey.review_days ?? ""}
      onChange={setTyped}
      onBlur={keep}
    />
  );
}

function Owner() {
  const { t } = useI18n();
  const { journey, editable, edits } = useMap();
  const people = usePeople();
  const { owner } = journey;
  // Who has left may still own it.
  const known = people.some(({ id }) => id === owner?.id) || !owner ? people : [...people, owner];
  return editable ? (
    <Select
      label={t("atlas.column.owner")}
      placeholder={t("atlas.owner.none")}
      clearable
      searchable={known.length > 8}
      data={known.map(({ id, name }) => ({ value: id, label: name }))}
      value={owner?.id ?? null}
      onChange={(id) => {
        const chosen = known.find((person) => person.id === id);
        edits.changeJourney({ owner: chosen ? { id: chosen.id, name: chosen.name } : null });
      }}
    />
  ) : (
    <TextInput
      label={t("atlas.column.owner")}
      readOnly
      value={owner?.name ?? t("atlas.owner.none")}
    />
  );
}

export function AboutPanel() {
  const { t } = useI18n();
  const { journey, editable, edits } = useMap();
  const navigate = useNavigate();
  const personas = useQuery(personasQuery);
  const remove = useDeleteJourney();
  return (
    <PanelFrame title={t("map.about")}>
      <div className={classes.fields}>
        <Text field="name" />
        <Select
          label={t("about.persona")}
          placeholder={t("common.none")}
          clearable
          readOnly={!editable}
          data={(personas.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={journey.persona?.id ?? null}
          onChange={(id) => {
            const chosen = personas.data?.find((persona) => persona.id === id);
            edits.changeJourney({ persona: chosen ? { id: chosen.id, name: chosen.name } : null });
          }}
        />
        <Text field="scenario" />
        <Text field="start" />
        <Text field="end" />
        <Text field="goal" />
        <Owner />
        <Select
          label={t("atlas.column.status")}
          allowDeselect={false}
          readOnly={!editable}
          data={statuses.map((value) => ({ value, label: t(`atlas.status.${value}`) }))}
          value={journey.status ?? null}
          onChange={(status) =>
            status && edits.changeJourney({ status: status as NonNullable<Journey["status"]> })
          }
        />
        <ReviewDays />
        <Mute journey={journey.id} />
        {editable && (
          <Suspense fallback={null}>
            <Access />
          </Suspense>
        )}
        {editable && (
          <Button
            variant="default"
            mt="lg"
            style={{ alignSelf: "flex-start" }}
            onClick={() =>
              remove.mutate(journey, { onSuccess: () => void navigate({ to: "/journeys" }) })
            }
          >
            {t("about.delete")}
          </Button>
        )}
      </div>
    </PanelFrame>
  );
}
