/** The fields of a touchpoint. Most are saved a moment after the last key. */
import { Autocomplete, Switch, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Touchpoint, TouchpointChanges } from "../../api/types";
import { type Key, useI18n } from "../../i18n";
import { vocabularyQuery } from "../queries";
import classes from "./Panel.module.css";

type Fields = Required<TouchpointChanges>;

/** The channels of the design; a company may write its own. */
const channels = [
  "web",
  "mobile",
  "email",
  "phone",
  "chat",
  "whatsapp",
  "messenger",
  "instagram",
  "store",
  "review_site",
];

const texts = [
  "needs",
  "actions",
  "key_moment",
  "does",
  "thinks",
  "feels",
  "stands_in_the_way",
  "strengths",
  "frictions",
] as const satisfies readonly (keyof Fields)[];

/**
 * A field whose half-typed value the server would refuse (an empty name, the start of an address):
 * handed on when it is left, not at each key.
 */
function OnLeave(props: {
  label: string;
  value: string;
  readOnly: boolean;
  required?: boolean;
  type?: "url";
  placeholder?: string;
  onDone: (value: string) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      label={props.label}
      placeholder={props.placeholder}
      type={props.type}
      readOnly={props.readOnly}
      maxLength={props.required ? 200 : undefined}
      value={typed ?? props.value}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
      onBlur={() => {
        const value = typed?.trim();
        setTyped(null);
        if (value === undefined || value === props.value || (props.required && !value)) return;
        props.onDone(value);
      }}
    />
  );
}

export function TouchpointFields(props: {
  shown: Touchpoint;
  readOnly: boolean;
  onEdit: <K extends keyof Fields>(field: K, value: Fields[K]) => void;
  onLeave: () => void;
}) {
  const { shown, readOnly, onEdit } = props;
  const { t } = useI18n();
  const vocabulary = useQuery(vocabularyQuery);
  const known = [...new Set([...(vocabulary.data?.channels ?? []), ...channels])];

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: leaving any field saves at once
    <div className={classes.fields} onBlur={props.onLeave}>
      <OnLeave
        label={t("common.name")}
        value={shown.name}
        readOnly={readOnly}
        required
        onDone={(name) => onEdit("name", name)}
      />
      <Switch
        label={t("touchpoint.goal")}
        description={t("touchpoint.goal.hint")}
        checked={shown.goal}
        disabled={readOnly}
        onChange={(event) => onEdit("goal", event.currentTarget.checked)}
      />
      <div className={classes.pair}>
        <Autocomplete
          label={t("field.channel")}
          data={known}
          value={shown.channel ?? ""}
          readOnly={readOnly}
          onChange={(value) => onEdit("channel", value.trim() === "" ? null : value)}
        />
        <TextInput
          label={t("field.owning_team")}
          value={shown.owning_team}
          readOnly={readOnly}
          onChange={(event) => onEdit("owning_team", event.currentTarget.value)}
        />
      </div>
      {texts.map((field) => (
        <div key={field} className={classes.fields}>
          <Textarea
            label={t(`field.${field}` as Key)}
            autosize
            minRows={2}
            maxRows={12}
            value={shown[field]}
            readOnly={readOnly}
            onChange={(event) => onEdit(field, event.currentTarget.value)}
          />
          {field === "key_moment" && (
            <OnLeave
              type="url"
              label={t("field.key_moment_image")}
              placeholder={t("field.key_moment_image.hint")}
              value={shown.key_moment_image ?? ""}
              readOnly={readOnly}
              onDone={(address) => onEdit("key_moment_image", address || null)}
            />
          )}
          {field === "key_moment" && shown.key_moment_image && (
            <img
              className={classes.image}
              src={shown.key_moment_image}
              alt={shown.key_moment}
              loading="lazy"
            />
          )}
        </div>
      ))}
    </div>
  );
}
