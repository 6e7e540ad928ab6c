/** The published versions, newest first; each opens read-only. */
import { Badge } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useI18n } from "../../i18n";
import type { MapSearch } from "../../routes";
import { LinkButton } from "../../ui/LinkButton";
import { Empty, View } from "../../ui/States";
import { useMap } from "../context";
import { versionsQuery } from "../queries";
import { PanelFrame } from "./Panel";
import classes from "./Panel.module.css";

export function VersionsPanel() {
  const { t, format } = useI18n();
  const { journey, search } = useMap();
  const versions = useQuery(versionsQuery(journey.id));
  const linkTo = (version: number | undefined, text: string) => (
    <Link
      from="/journeys/$id"
      to="/journeys/$id"
      params={{ id: journey.id }}
      search={(old: MapSearch) => ({ ...old, version })}
      aria-current={search.version === version || undefined}
      className={classes.versionLink}
    >
      {text}
    </Link>
  );
  return (
    <PanelFrame title={t("versions.title")}>
      <View query={versions}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t("versions.none")} text={t("versions.none.text")} />
          ) : (
            <>
              <LinkButton
                to="/journeys/$id/versions"
                params={{ id: journey.id }}
                size="compact-sm"
                variant="default"
              >
                {t("versions.compare")}
              </LinkButton>
              <ol className={classes.list}>
                <li>{linkTo(undefined, t("versions.draft"))}</li>
                {[...items]
                  .sort((a, b) => b.number - a.number)
                  .map((version) => (
                    <li key={version.number}>
                      {linkTo(
                        version.number,
                        [`Version ${version.number}`, version.name].filter(Boolean).join(" · "),
                      )}{" "}
                      {version.number === journey.published_version && (
                        <Badge variant="light" size="sm" tt="none">
                          {t("versions.current")}
                        </Badge>
                      )}
                      {version.note && <div>{version.note}</div>}
                      <div className={classes.muted}>
                        {t("versions.by", {
                          name: version.published_by,
                          when: format.dateTime(version.published_at),
                        })}
                      </div>
                    </li>
                  ))}
              </ol>
            </>
          )
        }
      </View>
    </PanelFrame>
  );
}
