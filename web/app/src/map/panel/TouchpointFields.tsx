/** The fields of a touchpoint. Each is saved by itself a moment after the last key. */
import { Autocomplete, Switch, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
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
      <TextInput
        label={t("common.name")}
        value={shown.name}
        readOnly={readOnly}
        maxLength={200}
        // A name that is being emptied is not saved: the server wants one.
        onChange={(event) => onEdit("name", event.currentTarget.value)}
        error={shown.name.trim() === "" ? t("touchpoint.name") : undefined}
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
        <div key={field}>
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
            <TextInput
              mt="xs"
              type="url"
              label={t("field.key_moment_image")}
              placeholder={t("field.key_moment_image.hint")}
              value={shown.key_moment_image ?? ""}
              readOnly={readOnly}
              onChange={(event) => onEdit("key_moment_image", event.currentTarget.value || null)}
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
