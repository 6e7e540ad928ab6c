/** Says whether what was drawn is on the server; beside it, undo and redo. */
import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconArrowBackUp, IconArrowForwardUp } from "@tabler/icons-react";
import { useSyncExternalStore } from "react";
import { useI18n } from "../../i18n";
import { isMac } from "../../shell/combo";
import { useMap } from "../context";
import { useLabel } from "../hand/useLabel";
import classes from "./SaveState.module.css";

function Saved() {
  const { t, n } = useI18n();
  const { outbox } = useMap().hand;
  const { status, entries, held, kept } = useSyncExternalStore(outbox.subscribe, outbox.snapshot);
  const waiting = entries.length + held.length;
  const words = {
    idle: waiting > 0 ? t("hand.saving") : "",
    saving: t("hand.saving"),
    saved:
      entries.length > 0
        ? t("hand.saving")
        : held.length > 0
          ? n("hand.undecided", held.length)
          : t("hand.saved"),
    offline: kept ? n("hand.offline", waiting) : t("hand.offline.unkept"),
  };
  return (
    <>
      <span role="status" className={classes.state} data-status={status}>
        {words[status]}
      </span>
      {status === "offline" && (
        <Button size="compact-xs" variant="subtle" onClick={() => void outbox.flush()}>
          {t("hand.offline.try")}
        </Button>
      )}
    </>
  );
}

export function SaveState() {
  const { t } = useI18n();
  const { history } = useMap().hand;
  const { past, future } = useSyncExternalStore(history.subscribe, history.snapshot);
  const label = useLabel();
  const [last, next] = [past.at(-1), future.at(-1)];
  const undo = last ? t("hand.undo.what", { what: label(last.label) }) : t("hand.undo");
  const redo = next ? t("hand.redo.what", { what: label(next.label) }) : t("hand.redo");
  const keys = isMac ? ["⌘Z", "⇧⌘Z"] : ["Ctrl+Z", "Ctrl+Y"];
  return (
    <div className={classes.hand}>
      {(past.length > 0 || future.length > 0) && (
        <>
          <Tooltip label={`${undo} (${keys[0]})`}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={undo}
              aria-disabled={!last}
              className={last ? undefined : classes.off}
              onClick={() => history.undo()}
            >
              <IconArrowBackUp size={18} aria-hidden="true" />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={`${redo} (${keys[1]})`}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={redo}
              aria-disabled={!next}
              className={next ? undefined : classes.off}
              onClick={() => history.redo()}
            >
              <IconArrowForwardUp size={18} aria-hidden="true" />
            </ActionIcon>
          </Tooltip>
        </>
      )}
      <Saved />
    </div>
  );
}
