/** The journeys drawn for one persona, and the ways on: one more, or two side by side. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Persona } from "../api/types";
import { useI18n } from "../i18n";
import { journeysQuery } from "../journeys/queries";
import { LinkButton } from "../ui/LinkButton";
import { View } from "../ui/States";
import classes from "./PersonaPage.module.css";

export function PersonaJourneys(props: { persona: Persona; mayDraw: boolean }) {
  const { t, n } = useI18n();
  const journeys = useQuery(journeysQuery);
  return (
    <View query={journeys}>
      {({ items }) => {
        const own = items.filter((item) => item.persona?.id === props.persona.id);
        // Compared with another of its own, else with somebody else's.
        const other = own[1] ?? items.find((item) => item.id !== own[0]?.id);
        return (
          <>
            {own.length === 0 && <p className={classes.muted}>{t("personas.journeys.none")}</p>}
            <ul className={classes.journeys}>
              {own.map((journey) => (
                <li key={journey.id}>
                  <Link to="/journeys/$id" params={{ id: journey.id }} className={classes.journey}>
                    {journey.name}
                    <span className={classes.muted}>
                      {n("journeys.touchpoints", journey.touchpoints)}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
            <div className={classes.actions}>
              {props.mayDraw && (
                <LinkButton
                  size="compact-md"
                  variant="default"
                  to="/journeys/first"
                  search={{ persona: props.persona.id }}
                >
                  {t("personas.journeys.draw")}
                </LinkButton>
              )}
              {own[0] && other && (
                <LinkButton
                  size="compact-md"
                  variant="default"
                  to="/compare"
                  search={{ left: own[0].id, right: other.id }}
                >
                  {t("personas.journeys.compare")}
                </LinkButton>
              )}
            </div>
          </>
        );
      }}
    </View>
  );
}
