/** All journeys, and the way to a new one. */
import { Badge, Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { JourneySummary } from "../api/types";
import { useI18n } from "../i18n";
import { useMay } from "../session/session";
import { Page } from "../ui/Page";
import { LoadMore, usePaged } from "../ui/paging";
import { Empty, View } from "../ui/States";
import classes from "./JourneysPage.module.css";
import { NewJourney } from "./NewJourney";

function Row({ journey }: { journey: JourneySummary }) {
  const { t, n, format } = useI18n();
  return (
    <li>
      <Link to="/journeys/$id" params={{ id: journey.id }} className={classes.row}>
        <span className={classes.main}>
          <span className={classes.name}>{journey.name}</span>
          <span className={classes.sub}>
            {[
              journey.persona?.name,
              n("journeys.stages", journey.stages),
              n("journeys.touchpoints", journey.touchpoints),
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </span>
        <span className={classes.aside}>
          <span>
            <Badge
              variant="light"
              color={journey.published_version == null ? "gray" : "brand"}
              tt="none"
            >
              {journey.published_version == null
                ? t("journeys.draft")
                : t("journeys.version", { number: journey.published_version })}
            </Badge>{" "}
            {journey.published_version != null && journey.has_unpublished_changes && (
              <span className={classes.sub}>{t("journeys.changed")}</span>
            )}
          </span>
          <span className={classes.sub}>
            {t("journeys.updated", {
              when: format.ago(journey.updated_at),
              name: journey.updated_by,
            })}
          </span>
        </span>
      </Link>
    </li>
  );
}

export function JourneysPage() {
  const { t } = useI18n();
  const navigate = useNavigate({ from: "/journeys" });
  const creating = useSearch({ from: "/shell/journeys" }).new === true;
  const mayEdit = useMay("editor");
  const journeys = usePaged([...keys.journeys, "paged"], (cursor) =>
    call(http.GET("/api/v1/journeys", { params: { query: { cursor } } })),
  );
  const create = (
    <Button
      leftSection={<IconPlus size={16} />}
      onClick={() => void navigate({ search: { new: true } })}
    >
      {t("journeys.new")}
    </Button>
  );
  return (
    <Page
      title={t("journeys.title")}
      lead={t("journeys.lead")}
      actions={mayEdit && (journeys.data?.length ?? 0) > 0 && create}
    >
      <View query={journeys}>
        {(items) =>
          items.length === 0 ? (
            <Empty
              title={t("journeys.first.title")}
              text={t(mayEdit ? "journeys.first.text" : "journeys.none.viewer")}
              action={mayEdit && create}
            />
          ) : (
            <>
              <ul className={classes.list}>
                {items.map((journey) => (
                  <Row key={journey.id} journey={journey} />
                ))}
              </ul>
              <LoadMore query={journeys} />
            </>
          )
        }
      </View>
      {creating && mayEdit && <NewJourney onClose={() => void navigate({ search: {} })} />}
    </Page>
  );
}
