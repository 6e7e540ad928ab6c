/** The lanes of the map as fields of one touchpoint: texts to type in, lists to click and edit. */
import { Textarea } from "@mantine/core";
import type { Lane, Touchpoint } from "../../api/types";
import { type Key, useI18n } from "../../i18n";
import { Cell } from "../canvas/cells/Cell";
import { type PlainField, useText } from "../canvas/cells/fields";
import { useCanvas } from "../canvas/context";
import { isTextField } from "../canvas/lanes/lanes";
import { useLaneName } from "../canvas/lanes/useLaneName";
import { useDraft } from "../canvas/saving";
import { useMap } from "../context";
import classes from "./Panel.module.css";

function TextLane({ touchpoint, field }: { touchpoint: Touchpoint; field: PlainField }) {
  const { t } = useI18n();
  const { editable } = useCanvas();
  const { value, original, save } = useText(touchpoint, field);
  const draft = useDraft(value, save);
  return (
    <Textarea
      label={t(`field.${field}` as Key)}
      description={original && t("panel.original", { text: original })}
      autosize
      minRows={1}
      maxRows={12}
      maxLength={5000}
      readOnly={!editable}
      value={draft.value}
      onChange={(event) => draft.set(event.currentTarget.value)}
      onBlur={draft.flush}
    />
  );
}

/** Shown elsewhere in the panel: figures and team on top, feelings as sliders. */
const elsewhere: readonly Lane["kind"][] = ["figures", "emotion", "owning_team"];

export function LaneFields({ touchpoint }: { touchpoint: Touchpoint }) {
  const { journey } = useMap();
  const laneName = useLaneName();
  return (journey.lanes ?? [])
    .filter(({ kind }) => !elsewhere.includes(kind))
    .map((lane) =>
      isTextField(lane.kind) ? (
        <TextLane key={lane.id} touchpoint={touchpoint} field={lane.kind} />
      ) : (
        <div key={lane.id} className={classes.lane} data-panel-lane={lane.id}>
          <span className={classes.laneName}>{laneName(lane)}</span>
          <Cell touchpoint={touchpoint} lane={lane} />
        </div>
      ),
    );
}
