/** Edits that wait for a decision: what I wrote, what they wrote, and what may become of both. */
import { Button, CloseButton } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { type Key, useI18n } from "../../i18n";
import { toast } from "../../ui/toasts";
import { useMap } from "../context";
import type { Hand } from "../hand/hand";
import type { Op } from "../hand/ops";
import type { Held } from "../hand/outbox/entry";
import { wordsOf } from "../hand/outbox/same";
import { drawn } from "../model";
import classes from "./HeldNotices.module.css";

/** What a person wrote in an operation, to be read or copied. */
function written(op: Op): string[] {
  if (op.do === "touchpoint.change") return wordsOf(op.patch);
  if (op.do === "touchpoints.add") return op.touchpoints.flatMap((made) => wordsOf(made));
  if (op.do === "stage.add") return [op.name];
  if (op.do === "stage.change") return wordsOf(op.changes.name);
  if (op.do === "link.add") return wordsOf(op.label);
  return [];
}

/** What brings a card back that somebody deleted: the server still has all of it but its place. */
function bringBack(op: Op): Op[] {
  if (op.do !== "touchpoint.change") return [];
  const { name, stageId, position } = op.was;
  const touchpoint = drawn(op.id, stageId, { name });
  return [{ do: "touchpoints.restore", items: [{ touchpoint, stageId, position }] }];
}

const fieldNames: Record<string, Key> = {
  name: "touchpoint.name",
  key_moment: "field.key_moment",
  pictures: "lane.key_moments",
  felt: "lane.emotion",
  wished: "lane.emotion",
};

function Notice({ held, hand }: { held: Held; hand: Hand }) {
  const { t } = useI18n();
  const { op } = held.entry;
  const { outbox } = hand;
  const mine = written(op);
  const theirs = wordsOf(held.theirs);
  const name = op.do === "touchpoint.change" ? op.was.name : undefined;
  const fields = Object.keys(held.theirs ?? {}).map((field) => {
    const key = fieldNames[field] ?? (`lane.${field}` as Key);
    const word = t(key);
    return word ?? field;
  });

  const copy = () => {
    void navigator.clipboard?.writeText(mine.join("\n")).then(() => {
      toast({ text: t("held.copied") });
    });
  };
  const title = name === undefined ? t("held.refused.map") : t(`held.${held.why}`, { name });
  return (
    <div className={classes.notice} role="alert">
      <div className={classes.words}>
        <strong>{title}</strong>
        {fields.length > 0 && <span className={classes.fields}>{fields.join(", ")}</span>}
        {held.detail && <p className={classes.detail}>{held.detail}</p>}
        {(mine.length > 0 || held.why === "conflict") && (
          <dl className={classes.texts}>
            <dt>{t("held.mine")}</dt>
            <dd>{mine.join(" · ") || t("held.empty")}</dd>
            {held.why === "conflict" && (
              <>
                <dt>{t("held.theirs")}</dt>
                <dd>{theirs.join(" · ") || t("held.empty")}</dd>
              </>
            )}
          </dl>
        )}
      </div>
      <div className={classes.choices}>
        {held.why === "conflict" && (
          <>
            <Button size="compact-sm" onClick={() => outbox.release(held, "mine")}>
              {t("held.keep")}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => outbox.release(held, "drop")}
            >
              {t("held.take")}
            </Button>
          </>
        )}
        {held.why === "gone" && (
          <Button size="compact-sm" onClick={() => outbox.release(held, "mine", bringBack(op))}>
            {t("held.restore")}
          </Button>
        )}
        {mine.length > 0 && (
          <Button size="compact-sm" variant="default" onClick={copy}>
            {t("held.copy")}
          </Button>
        )}
        {held.why !== "conflict" && (
          <Button size="compact-sm" variant="default" onClick={() => outbox.release(held, "drop")}>
            {t("held.drop")}
          </Button>
        )}
      </div>
    </div>
  );
}

export function HeldNotices() {
  const { t, n } = useI18n();
  const { hand } = useMap();
  const { outbox } = hand;
  const { held, resumed, entries } = useSyncExternalStore(outbox.subscribe, outbox.snapshot);
  // While they are still on their way, the save state says how many there are.
  const told = resumed > 0 && entries.length === 0;
  if (held.length === 0 && !told) return null;
  return (
    <div className={classes.list}>
      {told && (
        <div className={classes.notice} role="status" data-quiet>
          <span className={classes.words}>{n("hand.resumed", resumed)}</span>
          <CloseButton
            size="sm"
            aria-label={t("hand.resumed.ok")}
            onClick={() => outbox.acknowledgeResumed()}
          />
        </div>
      )}
      {held.map((item) => (
        <Notice key={item.entry.id} held={item} hand={hand} />
      ))}
    </div>
  );
}
