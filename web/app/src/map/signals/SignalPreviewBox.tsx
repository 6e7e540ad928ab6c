/** What the signals match, while they are typed: how many, of whom, for example which. */
import { Skeleton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Signal, Touchpoint } from "../../api/types";
import { useI18n } from "../../i18n";
import { problemText } from "../../ui/problem";
import { useMap } from "../context";
import { previewQuery } from "../queries";
import { inWords } from "../unclaimed/wording";
import classes from "./SignalEditor.module.css";

/** A request for each key would only be thrown away. */
const PAUSE_MS = 300;

export function SignalPreviewBox(props: {
  touchpoint: Touchpoint;
  signals: Signal[];
  complete: boolean;
}) {
  const i18n = useI18n();
  const { t, n, format } = i18n;
  const { journey, period } = useMap();
  // Compared by content: the array is new at each key, its meaning often is not.
  const wanted = JSON.stringify(props.signals);
  const [settled] = useDebouncedValue(wanted, PAUSE_MS);
  const signals = useMemo(() => JSON.parse(settled) as Signal[], [settled]);
  const preview = useQuery({
    ...previewQuery(journey.id, props.touchpoint.id, signals, period),
    enabled: signals.length > 0,
  });

  // The preview knows presets; chosen days are previewed over all time, and it says so.
  const words = "period" in period ? t(`period.${period.period}`) : t("period.all");
  if (signals.length === 0) {
    return <div className={classes.hint}>{t("signals.preview.waiting")}</div>;
  }
  if (preview.isError && !preview.data) {
    return <div role="alert">{problemText(preview.error, t)}</div>;
  }
  if (!preview.data) return <Skeleton height={72} />;
  const { interactions, customers, examples, claimed_elsewhere } = preview.data;
  const waiting = wanted !== settled || preview.isPlaceholderData;
  return (
    <div className={classes.preview} data-waiting={waiting || undefined}>
      <div role="status" aria-atomic="true">
        {interactions === 0 ? (
          t("signals.preview.none")
        ) : (
          <>
            {t("signals.preview")}{" "}
            <span className={classes.matches}>
              {n("figures.interactions", interactions)} · {n("figures.customers", customers)}
            </span>
          </>
        )}
        <div className={classes.hint}>{words}</div>
      </div>
      {claimed_elsewhere.map((other) => (
        <div key={other.touchpoint_id} className={classes.elsewhere}>
          {t("signals.preview.elsewhere", {
            name: other.name,
            interactions: n("figures.interactions", other.interactions),
          })}
        </div>
      ))}
      {examples.length > 0 && (
        <ul className={classes.examples} aria-label={t("signals.preview.examples")}>
          {examples.map((example) => (
            <li key={example.signature}>
              <span className={classes.what}>{inWords(example, i18n)}</span>
              <span className={classes.count}>{format.number(example.interactions)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
