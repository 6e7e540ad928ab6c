/** The menus of one finding: who looks after it, and what becomes of it. */
import { Button, Menu, Popover, Textarea } from "@mantine/core";
import { IconCheck, IconChevronDown, IconUser } from "@tabler/icons-react";
import { useState } from "react";
import { useI18n } from "../../i18n";
import { usePeople } from "../../session/people";
import { useMay, useUser } from "../../session/session";
import { useReality } from "../context";
import classes from "./Drift.module.css";
import { type Decided, useDecide } from "./decisions";
import type { Decision, Finding } from "./findings";

/** Reasons that are given most. */
const reasons = ["intended", "rare", "measure"] as const;

function Reason(props: { onSay: (reason: string) => void; onClose: () => void }) {
  const { t } = useI18n();
  const [text, setText] = useState("");
  return (
    <form
      className={classes.reason}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) props.onSay(text.trim());
      }}
    >
      <Textarea
        label={t("drift.reason")}
        value={text}
        maxLength={500}
        autosize
        minRows={2}
        data-autofocus
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes.buttons}>
        <Button size="compact-sm" variant="default" onClick={props.onClose}>
          {t("common.cancel")}
        </Button>
        <Button size="compact-sm" type="submit" disabled={!text.trim()}>
          {t("drift.dismiss")}
        </Button>
      </div>
    </form>
  );
}

export function Decide(props: { finding: Finding; decision: Decision | undefined }) {
  const { finding, decision } = props;
  const { t } = useI18n();
  const { journey } = useReality();
  const me = useUser();
  const people = usePeople();
  const mayEdit = useMay("editor");
  const decide = useDecide(journey.id);
  const [asking, setAsking] = useState(false);
  if (!mayEdit) return null;
  const before: Decided = decision ?? { state: "open" };
  const to = (decided: Decided) => decide.mutate({ finding, to: decided, before });
  const assignee = decision?.assignee ?? null;
  const dismiss = (reason: string) => {
    setAsking(false);
    to({ state: "dismissed", reason, assignee });
  };
  const state = decision?.state ?? "open";
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="compact-sm" variant="default" leftSection={<IconUser size={14} />}>
            {assignee?.name ?? t("drift.assign")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah="50vh" style={{ overflowY: "auto" }}>
          {people.map((person) => (
            <Menu.Item
              key={person.id}
              rightSection={person.id === assignee?.id ? <IconCheck size={14} /> : undefined}
              onClick={() => to({ state: "open", assignee: person })}
            >
              {person.id === me.id ? t("atlas.owner.me", { name: person.name }) : person.name}
            </Menu.Item>
          ))}
          {assignee && (
            <>
              <Menu.Divider />
              <Menu.Item onClick={() => to({ state: "open" })}>{t("drift.nobody")}</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <Popover
        opened={asking}
        onChange={setAsking}
        position="bottom-end"
        width={320}
        trapFocus
        withRoles={false}
      >
        <Popover.Target>
          <span>
            <Menu position="bottom-end">
              <Menu.Target>
                <Button
                  size="compact-sm"
                  variant="default"
                  loading={decide.isPending}
                  rightSection={<IconChevronDown size={14} />}
                >
                  {t("drift.decide")}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {state !== "done" && (
                  <Menu.Item onClick={() => to({ state: "done", assignee })}>
                    {t("drift.do.done")}
                  </Menu.Item>
                )}
                {state !== "open" && (
                  <Menu.Item onClick={() => to({ state: "open", assignee })}>
                    {t("drift.do.open")}
                  </Menu.Item>
                )}
                {state !== "dismissed" && (
                  <>
                    <Menu.Divider />
                    <Menu.Label>{t("drift.do.dismiss")}</Menu.Label>
                    {reasons.map((reason) => (
                      <Menu.Item key={reason} onClick={() => dismiss(t(`drift.reason.${reason}`))}>
                        {t(`drift.reason.${reason}`)}
                      </Menu.Item>
                    ))}
                    <Menu.Item onClick={() => setAsking(true)}>{t("drift.reason.else")}</Menu.Item>
                  </>
                )}
              </Menu.Dropdown>
            </Menu>
          </span>
        </Popover.Target>
        <Popover.Dropdown>
          <Reason onSay={dismiss} onClose={() => setAsking(false)} />
        </Popover.Dropdown>
      </Popover>
    </>
  );
}
