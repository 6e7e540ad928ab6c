/** The way to one more stage, and the first thing on a map without any. */
import { ActionIcon, Button, Group, Tooltip } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { Hue } from "../../../api/types";
import { useI18n } from "../../../i18n";
import { hues } from "../../../theme/tokens";
import { InlineName } from "../../../ui/InlineName";
import { useCanvas } from "../context";
import classes from "./Stage.module.css";

export function AddStage() {
  const { t } = useI18n();
  const { edits } = useCanvas();
  const [naming, setNaming] = useState(false);
  if (!naming) {
    return (
      <Tooltip label={t("stage.add")}>
        <ActionIcon
          size="lg"
          data-add-stage
          aria-label={t("stage.add")}
          onClick={() => setNaming(true)}
        >
          <IconPlus size={18} />
        </ActionIcon>
      </Tooltip>
    );
  }
  return (
    <div className={classes.naming}>
      <InlineName
        value=""
        label={t("stage.name")}
        placeholder={t("stage.new")}
        onDone={(name) => {
          setNaming(false);
          if (name) edits.addStage(name);
        }}
      />
    </div>
  );
}

/** The usual five stages in one click, or one's own. */
export function FirstStages() {
  const { t } = useI18n();
  const { edits } = useCanvas();
  const usual = Object.keys(hues) as Hue[];
  return (
    <Group justify="center">
      <Button
        onClick={() => {
          for (const hue of usual) edits.addStage(t(`stage.${hue}`), hue);
        }}
      >
        {t("map.first.five")}
      </Button>
      <Button variant="default" onClick={() => edits.addStage(t("stage.new"))}>
        {t("stage.add")}
      </Button>
    </Group>
  );
}
