/** Which lanes are shown, and a lane of one's own. */
import { Button, Checkbox, NativeSelect, Popover, TextInput } from "@mantine/core";
import { IconLayoutRows } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useI18n } from "../../../i18n";
import { useCanvas } from "../context";
import classes from "./LanesMenu.module.css";
import { type FreeKind, freeKinds } from "./lanes";
import { useLaneName } from "./useLaneName";
import { useLanes } from "./useLanes";

function AddLane({ done }: { done: () => void }) {
  const { t } = useI18n();
  const lanes = useLanes();
  const [name, setName] = useState("");
  const [kind, setKind] = useState<FreeKind>("text");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    lanes.add(kind, name.trim());
    done();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <strong>{t("lane.add")}</strong>
      <TextInput
        label={t("lane.name")}
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={t("lane.add.kind")}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as FreeKind)}
        data={freeKinds.map((value) => ({ value, label: t(`lane.${value}`) }))}
      />
      <Button type="submit" variant="default" disabled={!name.trim()}>
        {t("common.add")}
      </Button>
    </form>
  );
}

export function LanesMenu() {
  const { t } = useI18n();
  const { editable } = useCanvas();
  const lanes = useLanes();
  const laneName = useLaneName();
  const [opened, setOpened] = useState(false);
  if (!editable) return null;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus withRoles>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconLayoutRows size={16} />}
          onClick={() => setOpened(!opened)}
        >
          {t("canvas.lanes")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown}>
        <strong>{t("canvas.lanes.show")}</strong>
        <div className={classes.list}>
          {lanes.all.map((lane) => (
            <Checkbox
              key={lane.id}
              size="xs"
              label={laneName(lane)}
              checked={!lane.hidden}
              onChange={(event) => lanes.change(lane.id, { hidden: !event.currentTarget.checked })}
            />
          ))}
        </div>
        {lanes.all.some(({ hidden }) => hidden) && (
          <Button size="compact-sm" variant="subtle" onClick={lanes.showAll}>
            {t("lane.all")}
          </Button>
        )}
        <AddLane done={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
