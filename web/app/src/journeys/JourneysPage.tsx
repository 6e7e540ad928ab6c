/** The atlas: all journeys, how they do, and the ways to a new one. */
import { Group } from "@mantine/core";
import { IconArrowsDiff, IconListCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { AtlasTable } from "../atlas/AtlasTable";
import { allJourneysQuery } from "../atlas/api";
import { useI18n } from "../i18n";
import { useMay } from "../session/session";
import { LinkButton } from "../ui/LinkButton";
import { Page } from "../ui/Page";
import { Empty, View } from "../ui/States";
import { NewJourney } from "./NewJourney";
import { NewMenu } from "./NewMenu";

export function JourneysPage() {
  const { t } = useI18n();
  const navigate = useNavigate({ from: "/journeys" });
  const search = useSearch({ from: "/shell/journeys" });
  const mayEdit = useMay("editor");
  const journeys = useQuery(allJourneysQuery);
  const some = (journeys.data?.length ?? 0) > 0;
  return (
    <Page
      width="wide"
      title={t("atlas.title")}
      lead={t("atlas.lead")}
      actions={
        some && (
          <>
            <LinkButton
              to="/journeys/review"
              variant="default"
              leftSection={<IconListCheck size={16} aria-hidden="true" />}
            >
              {t("attention.open")}
            </LinkButton>
            <LinkButton
              to="/compare"
              variant="default"
              leftSection={<IconArrowsDiff size={16} aria-hidden="true" />}
            >
              {t("atlas.compare")}
            </LinkButton>
            {mayEdit && <NewMenu />}
          </>
        )
      }
    >
      <View query={journeys}>
        {(items) =>
          items.length === 0 ? (
            <Empty
              title={t("journeys.first.title")}
              text={t(mayEdit ? "journeys.first.text" : "journeys.none.viewer")}
              action={
                mayEdit && (
                  <Group justify="center">
                    <LinkButton to="/journeys/first">{t("atlas.new.steps")}</LinkButton>
                    <LinkButton to="/journeys" search={{ new: true }} variant="default">
                      {t("atlas.new.template")}
                    </LinkButton>
                    <LinkButton to="/journeys/from-data" variant="default">
                      {t("atlas.new.data")}
                    </LinkButton>
                  </Group>
                )
              }
            />
          ) : (
            <AtlasTable
              journeys={items}
              search={search}
              onSearch={(changes) =>
                void navigate({ search: (old) => ({ ...old, ...changes }), replace: true })
              }
            />
          )
        }
      </View>
      {search.new && mayEdit && (
        <NewJourney
          onClose={() => void navigate({ search: (old) => ({ ...old, new: undefined }) })}
        />
      )}
    </Page>
  );
}
