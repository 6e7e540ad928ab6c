/** What can be done to several touchpoints at once. */
import { Button, CloseButton, Menu, Popover, TextInput } from "@mantine/core";
import {
  IconArrowRight,
  IconCheck,
  IconCopy,
  IconRoute,
  IconTrash,
  IconUsers,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useI18n } from "../../i18n";
import { useMap } from "../context";
import { findTouchpoint, placed } from "../model";
import { vocabularyQuery } from "../queries";
import { copySelected } from "./clipboard";
import classes from "./Hand.module.css";
import { useSelecting, useSelection } from "./selection";

const ICON = { size: 16, "aria-hidden": true } as const;

function TeamField({ ids }: { ids: readonly string[] }) {
  const { t } = useI18n();
  const { journey, edits } = useMap();
  const [opened, setOpened] = useState(false);
  const [team, setTeam] = useState("");
  const known = [
    ...new Set(
      journey.stages.flatMap((stage) => stage.touchpoints.map(({ owning_team }) => owning_team)),
    ),
  ].filter(Boolean);
  const apply = (event: FormEvent) => {
    event.preventDefault();
    edits.changeMany(ids, () => ({ owning_team: team.trim() }));
    setOpened(false);
    setTeam("");
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="top" trapFocus withRoles>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconUsers {...ICON} />}
          onClick={() => setOpened(!opened)}
        >
          {t("select.team")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form className={classes.field} onSubmit={apply}>
          <TextInput
            data-autofocus
            label={t("select.team")}
            list="hand-teams"
            value={team}
            onChange={(event) => setTeam(event.currentTarget.value)}
          />
          <datalist id="hand-teams">
            {known.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <Button type="submit">{t("select.team.apply")}</Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

function ChannelMenu({ ids }: { ids: readonly string[] }) {
  const { t, word } = useI18n();
  const { journey, edits } = useMap();
  const vocabulary = useQuery(vocabularyQuery);
  const drawnHere = journey.stages.flatMap((stage) =>
    stage.touchpoints.flatMap(({ channels }) => channels),
  );
  const usual = ["web", "mobile", "email", "phone", "chat", "store"];
  const all = [...new Set([...drawnHere, ...(vocabulary.data?.channels ?? []), ...usual])].sort();
  const have = (channel: string) =>
    ids.every((id) => findTouchpoint(journey, id)?.touchpoint.channels.includes(channel));
  const toggle = (channel: string) => {
    const everywhere = have(channel);
    edits.changeMany(ids, ({ channels }) => {
      if (everywhere) return { channels: channels.filter((item) => item !== channel) };
      return channels.includes(channel) ? null : { channels: [...channels, channel] };
    });
  };
  return (
    <Menu position="top" closeOnItemClick={false}>
      <Menu.Target>
        <Button size="compact-sm" variant="default" leftSection={<IconRoute {...ICON} />}>
          {t("select.channel")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="50vh" style={{ overflowY: "auto" }}>
        {all.map((channel) => (
          <Menu.CheckboxItem key={channel} checked={have(channel)} onChange={() => toggle(channel)}>
            {word("channel", channel)}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Selecting by taps, and nothing selected yet. */
function Waiting() {
  const { t } = useI18n();
  const { selection } = useMap().hand;
  return (
    <div className={classes.bulk} role="toolbar" aria-label={t("select.bar")}>
      <span role="status" className={classes.count}>
        {t("select.tap")}
      </span>
      <CloseButton
        size="sm"
        className={classes.close}
        aria-label={t("select.clear")}
        onClick={() => selection.select(false)}
      />
    </div>
  );
}

export function BulkBar() {
  const { t, n } = useI18n();
  const { journey, editable, edits, hand } = useMap();
  const { selection } = hand;
  const selected = useSelection(selection);
  const selecting = useSelecting(selection);
  const items = placed(journey, [...selected]);
  if (items.length < (selecting ? 1 : 2)) return selecting ? <Waiting /> : null;
  const clear = () => {
    selection.select(false);
    selection.clear();
  };
  const ids = items.map(({ touchpoint }) => touchpoint.id);
  return (
    <div className={classes.bulk} role="toolbar" aria-label={t("select.bar")}>
      <span role="status" className={classes.count}>
        {n("select.count", items.length)}
      </span>
      <CloseButton
        size="sm"
        className={classes.close}
        aria-label={t("select.clear")}
        onClick={clear}
      />
      {editable && (
        <>
          <Menu position="top">
            <Menu.Target>
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconArrowRight {...ICON} />}
              >
                {t("select.move")}
              </Button>
            </Menu.Target>
            <Menu.Dropdown mah="50vh" style={{ overflowY: "auto" }}>
              {journey.stages.map((stage) => (
                <Menu.Item
                  key={stage.id}
                  onClick={() => {
                    const stay = stage.touchpoints.filter(({ id }) => !selected.has(id));
                    edits.moveMany(ids, stage.id, stay.length);
                  }}
                >
                  {stage.name}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <TeamField ids={ids} />
          <ChannelMenu ids={ids} />
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconCheck {...ICON} />}
            onClick={() => edits.review(ids)}
          >
            {t("review.button")}
          </Button>
        </>
      )}
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconCopy {...ICON} />}
        onClick={copySelected}
      >
        {t("select.copy")}
      </Button>
      {editable && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconTrash {...ICON} />}
          onClick={() => {
            edits.removeMany(ids);
            clear();
          }}
        >
          {t("select.delete")}
        </Button>
      )}
    </div>
  );
}
