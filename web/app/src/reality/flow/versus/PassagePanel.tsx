/** One passage on both sides: how many of those at its start went that way, and how sure that is. */
import { Button, CloseButton } from "@mantine/core";
import { IconChevronLeft } from "@tabler/icons-react";
import { useI18n } from "../../../i18n";
import { OpensBehind } from "../../behind/Behind";
import { written } from "../../queries";
import { Mark } from "../../versus/Compared";
import { shareOf } from "../../versus/difference";
import type { Sides } from "../../versus/useVersus";
import { Verdict } from "../../versus/Verdict";
import classes from "../Flow.module.css";
import type { Passage } from "./join";

export function PassagePanel(props: {
  passage: Passage;
  sides: Sides;
  /** The place it was opened from. */
  back?: string;
  onBack?: () => void;
  onClose: () => void;
}) {
  const { passage, sides, back } = props;
  const { t, n, format } = useI18n();
  const { from, to } = passage;
  const title = `${from} → ${to}`;
  return (
    <aside className={classes.detail} aria-label={title}>
      {back !== undefined && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconChevronLeft size={14} />}
          onClick={props.onBack}
        >
          {t("versus.flow.back", { name: back })}
        </Button>
      )}
      <header className={classes.detailHead}>
        <h2 className={classes.detailName}>{title}</h2>
        <CloseButton aria-label={t("panel.close")} onClick={props.onClose} />
      </header>
      <p className={classes.quiet}>{t("versus.flow.base")}</p>
      <ul className={classes.halves}>
        {(["a", "b"] as const).map((side) => {
          const { mark, name, question } = sides[side];
          const { customers, base, median } = passage[side];
          const share = shareOf({ hits: customers, of: base });
          return (
            <li key={side}>
              <p className={classes.halfName}>
                <Mark of={mark} /> {name}
              </p>
              <p className={classes.halfFigures} data-figures>
                <strong>{base > 0 ? format.percent(share) : "–"}</strong>{" "}
                <OpensBehind
                  title={t("versus.titled", { side: mark, name: title })}
                  question={question}
                  figure={{ report: "transitions", of: { edge: written([from, to]) } }}
                >
                  {t("versus.flow.of", {
                    hits: format.number(customers),
                    of: n("figures.customers", base),
                  })}
                </OpensBehind>
                {median !== null && ` · ${t("versus.flow.median")} ${format.duration(median)}`}
              </p>
              <span className={classes.track} aria-hidden="true">
                <span
                  className={classes.fill}
                  data-side={mark}
                  style={{ width: `${share * 100}%` }}
                />
              </span>
            </li>
          );
        })}
      </ul>
      <p className={classes.verdict}>
        <Verdict of={passage.difference} />
      </p>
    </aside>
  );
}
