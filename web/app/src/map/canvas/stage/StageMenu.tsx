/** What can be done with a stage. */
import { Menu } from "@mantine/core";
import { IconArrowLeft, IconArrowRight, IconPencil, IconTrash } from "@tabler/icons-react";
import type { Hue, Stage } from "../../../api/types";
import { useI18n } from "../../../i18n";
import { hues } from "../../../theme/tokens";
import { useMap } from "../../context";
import { LazyMenu } from "../LazyMenu";

function Items(props: { stage: Stage; index: number; onRename: () => void }) {
  const { stage, index } = props;
  const { t } = useI18n();
  const { journey, edits } = useMap();
  return (
    <>
      <Menu.Item leftSection={<IconPencil size={16} />} onClick={props.onRename}>
        {t("common.rename")}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowLeft size={16} />}
        disabled={index === 0}
        onClick={() => edits.moveStage(stage, index - 1)}
      >
        {t("stage.left")}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowRight size={16} />}
        disabled={index === journey.stages.length - 1}
        onClick={() => edits.moveStage(stage, index + 1)}
      >
        {t("stage.right")}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Label>{t("stage.colour")}</Menu.Label>
      {(Object.keys(hues) as Hue[]).map((hue) => (
        <Menu.Item
          key={hue}
          leftSection={
            <span
              style={{
                display: "block",
                width: 16,
                height: 4,
                borderRadius: 2,
                background: hues[hue],
              }}
            />
          }
          rightSection={hue === stage.hue ? "✓" : undefined}
          aria-current={hue === stage.hue || undefined}
          onClick={() => edits.changeStage(stage, { hue })}
        >
          {t(`hue.${hue}`)}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => edits.deleteStage(stage)}>
        {t("stage.delete")}
      </Menu.Item>
    </>
  );
}

export function StageMenu(props: { stage: Stage; index: number; onRename: () => void }) {
  const { t } = useI18n();
  return (
    <LazyMenu label={t("common.actions_of", { name: props.stage.name })}>
      {() => <Items {...props} />}
    </LazyMenu>
  );
}
