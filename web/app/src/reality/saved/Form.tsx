/** A name for what is looked at, for oneself or for everybody. */
import { Button, Checkbox, TextInput } from "@mantine/core";
import { useState } from "react";
import { asProblem } from "../../api/problem";
import { useI18n } from "../../i18n";
import { problemText } from "../../ui/problem";
import classes from "./Saved.module.css";

export function Form(props: {
  name: string;
  shared: boolean;
  busy: boolean;
  error: Error | null;
  onSave: (name: string, shared: boolean) => void;
  onClose: () => void;
}) {
  const { t } = useI18n();
  const [name, setName] = useState(props.name);
  const [shared, setShared] = useState(props.shared);
  const fault =
    props.error && (asProblem(props.error).field("name") ?? problemText(props.error, t));
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) props.onSave(name.trim(), shared);
      }}
    >
      <TextInput
        label={t("saved.name")}
        placeholder={t("saved.name.example")}
        value={name}
        maxLength={80}
        data-autofocus
        error={fault ?? undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox
        size="sm"
        label={t("saved.shared")}
        checked={shared}
        onChange={(event) => setShared(event.currentTarget.checked)}
      />
      <div className={classes.buttons}>
        <Button size="compact-sm" variant="default" onClick={props.onClose}>
          {t("common.cancel")}
        </Button>
        <Button size="compact-sm" type="submit" loading={props.busy} disabled={!name.trim()}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}
