/** What a team answers for, in all journeys: how it does, and what is open. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useI18n } from "../i18n";
import { usePeriodWords } from "../map/context";
import { periodOf } from "../map/period";
import { Page } from "../ui/Page";
import { PeriodPicker } from "../ui/PeriodPicker";
import { Empty, View } from "../ui/States";
import { OpenLine } from "./OpenLine";
import { type TeamTouchpoints, teamsQuery, teamTouchpointsQuery } from "./queries";
import { TeamMark } from "./TeamMark";
import classes from "./Teams.module.css";
import { TouchpointRow } from "./TouchpointRow";

function JourneyPart({ part }: { part: TeamTouchpoints["journeys"][number] }) {
  const { t, n } = useI18n();
  return (
    <section className={classes.journey} aria-label={part.journey.name}>
      <div className={classes.journeyHead}>
        <h2>
          <Link to="/journeys/$id" params={{ id: part.journey.id }} className={classes.link}>
            {part.journey.name}
          </Link>
        </h2>
        {part.findings > 0 && (
          <Link
            to="/reality"
            search={{ journey: part.journey.id, view: "drift" }}
            className={classes.points}
          >
            {n("team.findings_in", part.findings)}
          </Link>
        )}
      </div>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t("team.column.touchpoint")}</th>
              <th scope="col">{t("team.column.customers")}</th>
              <th scope="col">{t("team.column.lost")}</th>
              <th scope="col">{t("team.column.felt")}</th>
              <th scope="col">{t("team.column.open")}</th>
            </tr>
          </thead>
          <tbody>
            {part.touchpoints.map((touchpoint) => (
              <TouchpointRow
                key={touchpoint.touchpoint_id}
                journey={part.journey.id}
                touchpoint={touchpoint}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

export function TeamPage() {
  const { t } = useI18n();
  const navigate = useNavigate({ from: "/teams/$id" });
  const { id } = useParams({ from: "/shell/teams/$id" });
  const search = useSearch({ from: "/shell/teams/$id" });
  const period = periodOf(search);
  const words = usePeriodWords(period);
  const seen = useQuery(teamTouchpointsQuery(id, period));
  const teams = useQuery(teamsQuery);
  const team = teams.data?.find((one) => one.id === id);
  const members = team?.members.map(({ name }) => name).join(", ");
  return (
    <Page
      width="wide"
      title={seen.data?.name ?? team?.name ?? t("teams.title")}
      lead={
        team ? (
          <TeamMark hue={team.hue}>{members || t("teams.members.none")}</TeamMark>
        ) : (
          t("team.lead")
        )
      }
      actions={
        <PeriodPicker
          period={period}
          words={words}
          days={undefined}
          onChoose={(chosen) => void navigate({ search: chosen as typeof search, replace: true })}
        />
      }
    >
      <View query={seen}>
        {(data) =>
          data.journeys.length === 0 ? (
            <Empty title={t("team.nothing.title")} text={t("team.nothing.text")} />
          ) : (
            <>
              <OpenLine data={data} />
              {data.journeys.map((part) => (
                <JourneyPart key={part.journey.id} part={part} />
              ))}
            </>
          )
        }
      </View>
    </Page>
  );
}
