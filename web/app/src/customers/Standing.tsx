/** Where one customer stands in each journey, what likely comes next, and how often that led to the goal. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { components } from "../api/schema";
import { useI18n } from "../i18n";
import { journeyQuery } from "../map/queries";
import { Failed, Loading, RowsSkeleton, View } from "../ui/States";
import { Outlook } from "./Outlook";
import classes from "./Standing.module.css";

type Position = components["schemas"]["CustomerPosition"];

/** The stages of a journey as a line; the one where the customer stands is marked. */
function Track({ position }: { position: Position }) {
  const { t } = useI18n();
  const journey = useQuery(journeyQuery(position.journey.id));
  if (!journey.data) return null;
  const { stages } = journey.data;
  const at = stages.findIndex(({ name }) => name === position.stage);
  return (
    <ol className={classes.track}>
      {stages.map((stage, index) => (
        <li
          key={stage.id}
          className={classes.stage}
          data-at={index === at || undefined}
          data-before={index < at || undefined}
          style={{ "--band": `var(--pc-hue-${stage.hue})` } as React.CSSProperties}
          aria-current={index === at ? "step" : undefined}
        >
          {stage.name}
          {index === at && <span className="visually-hidden"> ({t("standing.here")})</span>}
        </li>
      ))}
    </ol>
  );
}

function InJourney({ position, customer }: { position: Position; customer: string }) {
  const { t, format } = useI18n();
  const { journey, touchpoint, goal_since, state, last_at } = position;
  return (
    <article className={classes.journey}>
      <h3 className={classes.name}>
        <Link to="/journeys/$id" params={{ id: journey.id }}>
          {journey.name}
        </Link>
      </h3>
      <Track position={position} />
      <p className={classes.where}>
        <strong>{touchpoint}</strong> ·{" "}
        {t(`standing.state.${state}`, {
          when: format.ago(last_at),
          date: format.date(goal_since ?? last_at),
        })}
      </p>
      <p className={classes.where}>
        <Link to="/reality" search={{ journey: journey.id, view: "flow", customer }}>
          {t("standing.way")}
        </Link>
      </p>
      <Outlook customer={customer} journey={journey.id} reached={goal_since != null} />
    </article>
  );
}

export function Standing({ id }: { id: string }) {
  const { t } = useI18n();
  const positions = useQuery({
    queryKey: [...keys.customer(id), "positions"],
    queryFn: ({ signal }) =>
      call(http.GET("/api/v1/customers/{id}/positions", { params: { path: { id } }, signal })),
  });
  if (positions.isError) {
    return <Failed error={positions.error} retry={() => void positions.refetch()} />;
  }
  return (
    <View
      query={positions}
      skeleton={
        <Loading>
          <RowsSkeleton rows={1} height={96} />
        </Loading>
      }
    >
      {(items) =>
        items.length === 0 ? (
          <p className={classes.quiet}>{t("standing.nowhere")}</p>
        ) : (
          items.map((position) => (
            <InJourney key={position.journey.id} position={position} customer={id} />
          ))
        )
      }
    </View>
  );
}
