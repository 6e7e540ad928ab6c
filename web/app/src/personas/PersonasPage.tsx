/** The personas as cards; each opens its page. */
import { Button, Skeleton } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Persona } from "../api/types";
import { useI18n } from "../i18n";
import { journeysQuery } from "../journeys/queries";
import { useMay } from "../session/session";
import { Page } from "../ui/Page";
import { Empty, View } from "../ui/States";
import classes from "./PersonasPage.module.css";
import { Portrait } from "./Portrait";
import { personasQuery } from "./queries";
import { useCreatePersona } from "./usePersona";

function Card(props: { persona: Persona; journeys: number | undefined }) {
  const { n } = useI18n();
  const { persona, journeys } = props;
  return (
    <li>
      <Link to="/personas/$id" params={{ id: persona.id }} className={classes.card}>
        <span className={classes.head}>
          <Portrait persona={persona} size="card" />
          <span className={classes.names}>
            <span className={classes.name}>{persona.name}</span>
            {persona.segment && <span className={classes.muted}>{persona.segment}</span>}
          </span>
        </span>
        {persona.quotes[0] ? (
          <span className={classes.quote}>{persona.quotes[0]}</span>
        ) : (
          persona.summary && <span className={classes.summary}>{persona.summary}</span>
        )}
        {journeys !== undefined && (
          <span className={classes.foot}>{n("personas.journeys.count", journeys)}</span>
        )}
      </Link>
    </li>
  );
}

function Skeletons() {
  return (
    <div className={classes.cards}>
      {["a", "b", "c"].map((key) => (
        <Skeleton key={key} height={180} radius="md" />
      ))}
    </div>
  );
}

export function PersonasPage() {
  const { t } = useI18n();
  const mayEdit = useMay("editor");
  const personas = useQuery(personasQuery);
  const journeys = useQuery(journeysQuery);
  const add = useCreatePersona();
  const create = (
    <Button
      leftSection={<IconPlus size={16} />}
      loading={add.isPending}
      onClick={() => add.mutate()}
    >
      {t("personas.new")}
    </Button>
  );
  return (
    <Page
      width="wide"
      title={t("personas.title")}
      lead={t("personas.lead")}
      actions={mayEdit && (personas.data?.length ?? 0) > 0 && create}
    >
      <View query={personas} skeleton={<Skeletons />}>
        {(items) =>
          items.length === 0 ? (
            <Empty
              title={t("personas.first.title")}
              text={t(mayEdit ? "personas.first.text" : "personas.none.viewer")}
              action={mayEdit && create}
            />
          ) : (
            <ul className={classes.cards}>
              {items.map((item) => (
                <Card
                  key={item.id}
                  persona={item}
                  journeys={
                    journeys.data?.items.filter((journey) => journey.persona?.id === item.id).length
                  }
                />
              ))}
            </ul>
          )
        }
      </View>
    </Page>
  );
}
