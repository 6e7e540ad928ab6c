/** The slim place after a stage's last card; over an empty stage, a card in waiting. */
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { Stage } from "../../../api/types";
import { useI18n } from "../../../i18n";
import { InlineName } from "../../../ui/InlineName";
import { focusCard } from "../../hand/dom";
import { useCanvas } from "../context";
import classes from "./Card.module.css";

export function AddTouchpoint(props: { stage: Stage; wide?: boolean }) {
  const { stage } = props;
  const { t } = useI18n();
  const { edits } = useCanvas();
  const [naming, setNaming] = useState(false);
  return (
    <div className={classes.adding} data-wide={props.wide || undefined}>
      {naming ? (
        <div className={classes.naming}>
          <InlineName
            value=""
            label={t("touchpoint.name")}
            placeholder={t("touchpoint.name")}
            onDone={(name, entered) => {
              setNaming(false);
              if (!name) return;
              const id = edits.addTouchpoint(stage, { name });
              // Whoever types goes on from the new card: arrows, Enter, the next one.
              if (entered) focusCard(id);
            }}
          />
        </div>
      ) : (
        <button
          type="button"
          className={classes.add}
          data-add-touchpoint={stage.id}
          aria-label={t("canvas.add_to", { stage: stage.name })}
          data-tip={t("touchpoint.add")}
          onClick={() => setNaming(true)}
        >
          <IconPlus size={16} aria-hidden="true" />
          {props.wide && t("touchpoint.add")}
        </button>
      )}
    </div>
  );
}
