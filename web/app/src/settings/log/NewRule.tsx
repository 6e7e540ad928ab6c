/** A rule of retention in the making: about what, for how long, and what that would erase. */
import {
  Autocomplete,
  Button,
  type ComboboxItem,
  Group,
  type OptionsFilter,
  SegmentedControl,
  Text,
} from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { call, http } from "../../api/client";
import { useI18n } from "../../i18n";
import { vocabularyQuery } from "../../map/queries";
import { Confirm } from "../../ui/Confirm";
import { FormProblem, fieldError } from "../../ui/FormProblem";
import shared from "../Settings.module.css";
import classes from "./Log.module.css";
import { Whole } from "./Whole";
import { erasedBefore, MOST_DAYS } from "./wording";

/** What laws and habits ask for: a quarter; thirteen months; twenty-five; three years. */
const often = [90, 395, 760, 1095];

export function NewRule(props: { onClose: () => void; onAdded: () => void }) {
  const { t, word, format } = useI18n();
  const [about, setAbout] = useState<"kind" | "all">("kind");
  const [kind, setKind] = useState("");
  const [days, setDays] = useState<number | null>(395);
  const vocabulary = useQuery(vocabularyQuery);
  const kinds = vocabulary.data?.kinds ?? [];
  const create = useMutation({
    meta: { quiet: true },
    mutationFn: (rule: { kind: string | null; days: number }) =>
      call(http.POST("/api/v1/log/retention-rules", { body: rule })),
    onSuccess: props.onAdded,
  });

  // What was said of a rule is no longer true of the next.
  const edit = (change: () => void) => {
    change();
    create.reset();
  };
  const typed = kind.trim();
  const unseen = vocabulary.isSuccess && typed !== "" && !kinds.includes(typed);
  const possible = days !== null && days > 0 && days <= MOST_DAYS;
  const span = possible ? format.span(days) : null;
  const before = possible ? format.date(erasedBefore(days, Date.now())) : "";
  const name = about === "all" ? t("log.retention.all") : word("kind", typed);

  // People look for “Page vue” as much as for page_viewed.
  const filter: OptionsFilter = ({ options, search }) => {
    const sought = search.trim().toLowerCase();
    return (options as ComboboxItem[]).filter(({ value }) =>
      `${value} ${word("kind", value)}`.toLowerCase().includes(sought),
    );
  };
  return (
    <form className={shared.form} onSubmit={(event) => event.preventDefault()}>
      <div>
        <Text fw={550} mb={4} id="retention-about">
          {t("log.retention.about")}
        </Text>
        <SegmentedControl
          aria-labelledby="retention-about"
          value={about}
          onChange={(value) => edit(() => setAbout(value as typeof about))}
          data={[
            { value: "kind", label: t("log.retention.about.kind") },
            { value: "all", label: t("log.retention.about.all") },
          ]}
        />
      </div>
      {about === "kind" && (
        <Autocomplete
          label={t("log.retention.kind")}
          description={
            unseen ? t("log.retention.kind.unseen") : typed ? word("kind", typed) : undefined
          }
          inputWrapperOrder={["label", "input", "description", "error"]}
          placeholder={t("log.retention.kind.placeholder")}
          required
          withAsterisk={false}
          data={kinds}
          filter={filter}
          limit={40}
          maxDropdownHeight={280}
          value={kind}
          onChange={(value) => edit(() => setKind(value))}
          error={fieldError(create.error, "kind")}
          renderOption={({ option }) => (
            <span>
              {word("kind", option.value)} <span className={shared.sub}>{option.value}</span>
            </span>
          )}
        />
      )}
      <div>
        <Whole
          label={t("log.retention.days")}
          unit={t("log.advanced.days")}
          description={
            possible
              ? [
                  span && t("log.retention.span", { span }),
                  t("log.retention.before", { date: before }),
                ]
                  .filter(Boolean)
                  .join(" ")
              : undefined
          }
          value={days}
          onChange={(value) => edit(() => setDays(value))}
          error={fieldError(create.error, "days")}
        />
        <Group gap="xs" mt="xs" role="group" aria-label={t("log.retention.often")}>
          {often.map((choice) => (
            <Button
              key={choice}
              size="compact-sm"
              variant={choice === days ? "light" : "default"}
              aria-pressed={choice === days}
              onClick={() => edit(() => setDays(choice))}
            >
              {format.span(choice)}
            </Button>
          ))}
        </Group>
      </div>
      <FormProblem error={create.error} fields={["kind", "days"]} />
      <Group className={classes.buttons}>
        <Confirm
          question={t("log.retention.add.question", { days: possible ? format.days(days) : "" })}
          consequence={t("log.retention.add.text", { name, date: before })}
          verb={t("log.retention.add")}
          align="start"
          onConfirm={() => {
            if (days !== null) create.mutate({ kind: about === "all" ? null : typed, days });
          }}
        >
          {(open) => (
            <Button
              type="submit"
              loading={create.isPending}
              onClick={(event) => {
                // The browser names an empty field before anybody is asked anything.
                event.preventDefault();
                if (!event.currentTarget.form?.reportValidity() || days === null) return;
                // Out of bounds: the server says so at the field, and erases nothing.
                if (possible) open();
                else create.mutate({ kind: about === "all" ? null : typed, days });
              }}
            >
              {t("log.retention.add")}
            </Button>
          )}
        </Confirm>
        <Button variant="subtle" color="gray" onClick={props.onClose}>
          {t("common.cancel")}
        </Button>
      </Group>
    </form>
  );
}
