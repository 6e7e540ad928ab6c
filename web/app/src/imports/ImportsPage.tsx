/** A place to drop a file, and what was imported before. */
import { Badge } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import { useI18n } from "../i18n";
import listClasses from "../journeys/JourneysPage.module.css";
import { useMay } from "../session/session";
import { Page, Section } from "../ui/Page";
import { LoadMore, usePaged } from "../ui/paging";
import { Empty, View } from "../ui/States";
import { DropZone } from "./DropZone";

const colours = {
  uploaded: "brand",
  waiting: "gray",
  running: "brand",
  done: "gray",
  failed: "red",
} as const;

export function ImportsPage() {
  const { t, n, format } = useI18n();
  const mayImport = useMay("editor");
  const imports = usePaged([...keys.imports, "paged"], (cursor) =>
    call(http.GET("/api/v1/imports", { params: { query: { cursor } } })),
  );
  return (
    <Page title={t("imports.title")} lead={t("imports.lead")}>
      {mayImport && <DropZone />}
      <View query={imports}>
        {(items) =>
          items.length === 0 ? (
            mayImport ? null : (
              <Empty title={t("imports.none")} />
            )
          ) : (
            <Section title={t("imports.history")}>
              <ul className={listClasses.list}>
                {items.map((item) => (
                  <li key={item.id}>
                    <Link to="/imports/$id" params={{ id: item.id }} className={listClasses.row}>
                      <span className={listClasses.main}>
                        <span className={listClasses.name}>{item.name}</span>
                        <span className={listClasses.sub}>
                          {t("imports.by", {
                            size: format.bytes(item.bytes),
                            when: format.ago(item.created_at),
                            name: item.created_by,
                          })}
                        </span>
                      </span>
                      <span className={listClasses.aside}>
                        <Badge variant="light" tt="none" color={colours[item.state]}>
                          {t(`imports.state.${item.state}`)}
                        </Badge>
                        {item.progress.rows_read > 0 && (
                          <span className={listClasses.sub}>
                            {n("imports.rows", item.progress.rows_read)}
                          </span>
                        )}
                      </span>
                    </Link>
                  </li>
                ))}
              </ul>
              <LoadMore query={imports} />
            </Section>
          )
        }
      </View>
    </Page>
  );
}
