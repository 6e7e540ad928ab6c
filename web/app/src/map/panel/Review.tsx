/** When a touchpoint was last gone through, by whom, and the button that says “today, by me”. */
import { Button } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import type { Touchpoint } from "../../api/types";
import { useI18n } from "../../i18n";
import { useMap } from "../context";
import classes from "./Panel.module.css";

const DAY_MS = 86_400_000;

export function Review({ touchpoint }: { touchpoint: Touchpoint }) {
  const { t, format } = useI18n();
  const { journey, editable, edits } = useMap();
  const { reviewed_at: at, reviewed_by: by } = touchpoint;
  const days = at ? (Date.now() - Date.parse(at)) / DAY_MS : Number.POSITIVE_INFINITY;
  const stale = journey.review_days !== undefined && days > journey.review_days;
  const when = at ? format.ago(at) : "";
  const words = !at
    ? t("review.never")
    : by
      ? t("review.by", { when, name: by })
      : t("review.when", { when });
  return (
    <div className={classes.review}>
      <span className={classes.muted}>
        {words}
        {at && stale && ` · ${t("review.stale")}`}
      </span>
      {editable && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconCheck size={14} />}
          onClick={() => edits.review([touchpoint.id])}
        >
          {t("review.button")}
        </Button>
      )}
    </div>
  );
}
