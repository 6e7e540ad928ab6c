/** Above the board: which journey, for which days, and its few figures. */
import { Button, Tooltip } from "@mantine/core";
import { IconInbox } from "@tabler/icons-react";
import { lazy, Suspense, useSyncExternalStore } from "react";
import { useI18n } from "../../i18n";
import { LiveMark } from "../../shell/LiveMark";
import { PeriodPicker } from "../../ui/PeriodPicker";
import { ViewMenu } from "../canvas/ViewMenu";
import { useMap } from "../context";
import { daysOf } from "../period";
import { JourneyFiguresLine } from "./JourneyFiguresLine";
import { JourneyMenu } from "./JourneyMenu";
import classes from "./MapHeader.module.css";
import { PublishButton } from "./PublishButton";
import { SaveState } from "./SaveState";

const Together = lazy(() =>
  import("../../together/Together").then((m) => ({ default: m.Together })),
);
const HeldNotices = lazy(() => import("./HeldNotices").then((m) => ({ default: m.HeldNotices })));

/** Edits that wait for a decision; loaded when there are some. */
function Held() {
  const { outbox } = useMap().hand;
  const { held, resumed } = useSyncExternalStore(outbox.subscribe, outbox.snapshot);
  return (
    (held.length > 0 || resumed > 0) && (
      <Suspense fallback={null}>
        <HeldNotices />
      </Suspense>
    )
  );
}

export function MapHeader() {
  const { n, t, format } = useI18n();
  const { figures, editable, period, periodWords, search, go } = useMap();
  const unclaimed = figures?.unclaimed_interactions;
  return (
    <header className={classes.header}>
      <div className={classes.row}>
        <div className={classes.name}>
          <JourneyMenu />
          {editable && <SaveState />}
        </div>
        <div className={classes.tools}>
          <LiveMark />
          {search.version === undefined && (
            <Suspense fallback={null}>
              <Together />
            </Suspense>
          )}
          {search.version === undefined && unclaimed !== undefined && (
            <Tooltip label={t("unclaimed.title")}>
              <Button
                variant="default"
                leftSection={<IconInbox size={16} />}
                aria-label={n("unclaimed.count", unclaimed)}
                onClick={() =>
                  go({
                    panel: search.panel === "unclaimed" ? undefined : "unclaimed",
                    touchpoint: undefined,
                  })
                }
              >
                {format.number(unclaimed)}
                <span className={classes.unclaimedWord}>{n("unclaimed.word", unclaimed)}</span>
              </Button>
            </Tooltip>
          )}
          <PeriodPicker
            period={period}
            words={periodWords}
            days={figures && daysOf(figures)}
            onChoose={go}
          />
          <ViewMenu />
          {editable && <PublishButton />}
        </div>
      </div>
      <JourneyFiguresLine />
      {editable && <Held />}
    </header>
  );
}
