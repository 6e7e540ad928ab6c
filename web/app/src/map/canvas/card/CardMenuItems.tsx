/** The entries of a card's menu. */
import { Menu } from "@mantine/core";
import {
  IconArrowLeft,
  IconArrowRampRight,
  IconArrowRight,
  IconCheck,
  IconFlag2,
  IconMessage,
  IconPencil,
  IconStar,
  IconTrash,
} from "@tabler/icons-react";
import type { Touchpoint } from "../../../api/types";
import { useI18n } from "../../../i18n";
import { useMap } from "../../context";
import { findTouchpoint } from "../../model";

export function CardMenuItems(props: { touchpoint: Touchpoint; onRename: () => void }) {
  const { touchpoint } = props;
  const { t } = useI18n();
  const { journey, edits, search, go } = useMap();
  const found = findTouchpoint(journey, touchpoint.id);
  if (!found) return null;
  const { stage, index } = found;
  const remove = () => {
    edits.deleteTouchpoint(touchpoint);
    if (search.touchpoint === touchpoint.id) go({ touchpoint: undefined }, true);
  };
  const others = journey.stages.flatMap(({ touchpoints }) =>
    touchpoints.filter(({ id }) => id !== touchpoint.id),
  );
  return (
    <>
      <Menu.Item leftSection={<IconPencil size={16} />} onClick={props.onRename}>
        {t("common.rename")}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconMessage size={16} />}
        onClick={() => go({ panel: "comments", touchpoint: undefined, about: touchpoint.id })}
      >
        {t("together.comments")}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowLeft size={16} />}
        disabled={index <= 0}
        onClick={() => edits.moveTouchpoint(touchpoint, stage.id, index - 1)}
      >
        {t("card.left")}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowRight size={16} />}
        disabled={index === stage.touchpoints.length - 1}
        onClick={() => edits.moveTouchpoint(touchpoint, stage.id, index + 1)}
      >
        {t("card.right")}
      </Menu.Item>
      <Menu.Sub>
        <Menu.Sub.Target>
          <Menu.Sub.Item>{t("touchpoint.move_to")}</Menu.Sub.Item>
        </Menu.Sub.Target>
        <Menu.Sub.Dropdown mah="60vh" style={{ overflowY: "auto" }}>
          {journey.stages
            .filter((other) => other.id !== stage.id)
            .map((other) => (
              <Menu.Item
                key={other.id}
                onClick={() => edits.moveTouchpoint(touchpoint, other.id, other.touchpoints.length)}
              >
                {other.name}
              </Menu.Item>
            ))}
        </Menu.Sub.Dropdown>
      </Menu.Sub>
      <Menu.Sub>
        <Menu.Sub.Target>
          <Menu.Sub.Item leftSection={<IconArrowRampRight size={16} />} disabled={!others.length}>
            {t("card.link")}
          </Menu.Sub.Item>
        </Menu.Sub.Target>
        <Menu.Sub.Dropdown mah="60vh" style={{ overflowY: "auto" }}>
          {others.map((other) => (
            <Menu.Item key={other.id} onClick={() => edits.addLink(touchpoint.id, other.id, "")}>
              {other.name}
            </Menu.Item>
          ))}
        </Menu.Sub.Dropdown>
      </Menu.Sub>
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconStar size={16} />}
        onClick={() => edits.change(touchpoint, { moment_of_truth: !touchpoint.moment_of_truth })}
      >
        {t(touchpoint.moment_of_truth ? "card.truth.unmark" : "card.truth.mark")}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconFlag2 size={16} />}
        onClick={() => edits.change(touchpoint, { goal: !touchpoint.goal })}
      >
        {t(touchpoint.goal ? "card.goal.unmark" : "card.goal.mark")}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconCheck size={16} />}
        onClick={() => edits.review([touchpoint.id])}
      >
        {t("card.review")}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item leftSection={<IconTrash size={16} />} onClick={remove}>
        {t("touchpoint.delete")}
      </Menu.Item>
    </>
  );
}
