/** The days of the figures: presets, or a first and a last day. Kept in the address. */
import { Button, Popover, TextInput } from "@mantine/core";
import { IconCalendar, IconChevronDown } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useI18n } from "../i18n";
import { type Period, presets } from "../map/period";
import classes from "./PeriodPicker.module.css";

/** What of an address says the period. */
export interface Chosen {
  period?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

export function PeriodPicker(props: {
  period: Period;
  /** The period in words. */
  words: string;
  /** The days it means, as far as they are known. */
  days: { from: string; to: string } | undefined;
  onChoose: (chosen: Chosen) => void;
}) {
  const { t } = useI18n();
  const { period, words, onChoose } = props;
  const [opened, setOpened] = useState(false);
  const [days, setDays] = useState<{ from: string; to: string } | null>(null);

  // Until someone types, the fields show the days on screen.
  const shown = days ?? ("from" in period ? period : (props.days ?? { from: "", to: "" }));
  const wrongOrder = shown.from > shown.to;
  const close = () => {
    setOpened(false);
    setDays(null);
  };
  const apply = (event: FormEvent) => {
    event.preventDefault();
    if (wrongOrder) return;
    onChoose({ period: undefined, from: shown.from, to: shown.to });
    close();
  };

  return (
    <Popover
      opened={opened}
      onChange={(open) => (open ? setOpened(true) : close())}
      position="bottom-end"
      width={330}
      trapFocus
      withRoles
    >
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconCalendar size={16} className={classes.wide} />}
          rightSection={<IconChevronDown size={14} />}
          aria-label={t("period.label", { period: words })}
          onClick={() => setOpened(!opened)}
        >
          <span className={classes.wide}>{words}</span>
          <span className={classes.short}>
            {"period" in period ? t(`period.${period.period}.short`) : t("period.custom")}
          </span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <div className={classes.presets}>
          {presets.map((preset) => (
            <button
              key={preset}
              type="button"
              className={classes.preset}
              aria-pressed={"period" in period && period.period === preset}
              onClick={() => {
                onChoose({ period: preset, from: undefined, to: undefined });
                close();
              }}
            >
              {t(`period.${preset}`)}
            </button>
          ))}
        </div>
        <form className={classes.days} onSubmit={apply}>
          <TextInput
            type="date"
            label={t("period.from")}
            value={shown.from}
            required
            withAsterisk={false}
            onChange={(event) => setDays({ ...shown, from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t("period.to")}
            value={shown.to}
            required
            withAsterisk={false}
            onChange={(event) => setDays({ ...shown, to: event.currentTarget.value })}
          />
          {wrongOrder && <span role="alert">{t("period.order")}</span>}
          <Button type="submit" variant="light" disabled={wrongOrder}>
            {t("period.apply")}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
