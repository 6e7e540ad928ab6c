/** One touchpoint of a team: where it lies, how it does, what is open. */
import { Link } from "@tanstack/react-router";
import type { CSSProperties } from "react";
import { useI18n } from "../i18n";
import { isTrend, Trend, useShare } from "../ui/Figure";
import type { TeamTouchpoint } from "./queries";
import classes from "./Teams.module.css";

/** What is open, in words. */
function useOpen(touchpoint: TeamTouchpoint): string[] {
  const { t, n } = useI18n();
  const open: string[] = [];
  if (touchpoint.overdue)
    open.push(t("team.mark.overdue", { text: touchpoint.next_action?.text ?? "" }));
  if (touchpoint.unanswered.length > 0)
    open.push(n("team.mark.unanswered", touchpoint.unanswered.length));
  if (touchpoint.stale) open.push(t("team.mark.stale"));
  return open;
}

export function TouchpointRow(props: { journey: string; touchpoint: TeamTouchpoint }) {
  const { t, format } = useI18n();
  const share = useShare();
  const { touchpoint } = props;
  const { felt } = touchpoint;
  const open = useOpen(touchpoint);
  return (
    <tr>
      <th scope="row">
        <div
          className={classes.place}
          style={{ "--band": `var(--pc-hue-${touchpoint.hue})` } as CSSProperties}
        >
          <Link
            to="/journeys/$id"
            params={{ id: props.journey }}
            search={{ touchpoint: touchpoint.touchpoint_id }}
            className={classes.link}
          >
            {touchpoint.name}
          </Link>
          <div className={classes.muted}>{touchpoint.stage}</div>
        </div>
      </th>
      <td data-figures>
        {format.number(touchpoint.customers)}{" "}
        {isTrend(touchpoint.trend) && (
          <Trend change={touchpoint.trend} text={format.percent(Math.abs(touchpoint.trend))} />
        )}
      </td>
      <td data-figures>{share(touchpoint.lost, touchpoint.customers)}</td>
      <td data-figures>
        {felt
          ? `${felt.mean < 0 ? "−" : "+"}${format.points(felt.mean / 100)}`
          : t("team.mark.none")}
      </td>
      <td className={open.length > 0 ? classes.points : undefined}>
        {open.length > 0 ? open.map((text) => <div key={text}>{text}</div>) : t("team.mark.none")}
      </td>
    </tr>
  );
}
