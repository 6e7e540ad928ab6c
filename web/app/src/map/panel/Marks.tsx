/** Name, goal, moment of truth, and the two feelings of a touchpoint. */
import { Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Touchpoint } from "../../api/types";
import { useI18n } from "../../i18n";
import { useText } from "../canvas/cells/fields";
import { FeelingField } from "../canvas/emotion/FeelingField";
import { useFeelingWords } from "../canvas/emotion/words";
import { useFigures } from "../canvas/figures";
import { useMap } from "../context";
import classes from "./Panel.module.css";

/** Handed on when it is left: a half-typed name may be an empty one, which the server refuses. */
function Name({ touchpoint }: { touchpoint: Touchpoint }) {
  const { t } = useI18n();
  const { editable } = useMap();
  const { value, original, save } = useText(touchpoint, "name");
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      label={t("common.name")}
      description={original && t("panel.original", { text: original })}
      readOnly={!editable}
      maxLength={200}
      value={typed ?? value}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
      onBlur={() => {
        const name = typed?.trim();
        setTyped(null);
        // A translation may be taken away; a name may not.
        if (name !== undefined && (name || original)) save(name);
      }}
    />
  );
}

export function Marks({ touchpoint }: { touchpoint: Touchpoint }) {
  const { t } = useI18n();
  const { editable, edits } = useMap();
  const felt = useFigures().of(touchpoint.id)?.felt;
  const words = useFeelingWords();
  return (
    <>
      <Name touchpoint={touchpoint} />
      <Switch
        label={t("touchpoint.goal")}
        description={t("touchpoint.goal.hint")}
        checked={touchpoint.goal}
        disabled={!editable}
        onChange={(event) => edits.change(touchpoint, { goal: event.currentTarget.checked })}
      />
      <Switch
        label={t("card.truth")}
        description={t("card.truth.def")}
        checked={touchpoint.moment_of_truth}
        disabled={!editable}
        onChange={(event) =>
          edits.change(touchpoint, { moment_of_truth: event.currentTarget.checked })
        }
      />
      <FeelingField touchpoint={touchpoint} curve="felt" />
      <FeelingField touchpoint={touchpoint} curve="wished" />
      {felt && touchpoint.felt !== null && (
        <p className={classes.gap}>{words.gap(touchpoint.felt - felt.mean)}</p>
      )}
    </>
  );
}
