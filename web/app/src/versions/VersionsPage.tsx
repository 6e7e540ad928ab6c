/** The versions of a journey: named, held against each other, put back. */
import { Badge, Button, NativeSelect } from "@mantine/core";
import { IconArrowBackUp, IconArrowLeft, IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { Journey } from "../api/types";
import { useI18n } from "../i18n";
import { journeyQuery, versionsQuery } from "../map/queries";
import { useMay } from "../session/session";
import { useShare } from "../ui/Figure";
import { InlineName } from "../ui/InlineName";
import { Page } from "../ui/Page";
import { Empty, View } from "../ui/States";
import { Differences } from "./Differences";
import { type BeforeAfter, useBeforeAfter } from "./figures";
import { type Difference, differenceQuery, useVersions, type Version } from "./queries";
import classes from "./Versions.module.css";

const useName = () => {
  const { t } = useI18n();
  return (version: Version | undefined) =>
    version
      ? [t("versions.number", { number: version.number }), version.name].filter(Boolean).join(" · ")
      : t("versions.draft");
};

function Row(props: { version: Version; journey: Journey; mayEdit: boolean; shown: boolean }) {
  const { version, journey, mayEdit } = props;
  const { t, format } = useI18n();
  const name = useName();
  const { restore, describe } = useVersions(journey);
  const [naming, setNaming] = useState(false);
  const { number } = version;
  return (
    <li className={classes.version} data-shown={props.shown || undefined}>
      <div className={classes.versionHead}>
        {naming ? (
          <InlineName
            value={version.name}
            label={t("versions.name.of", { number })}
            placeholder={t("versions.name")}
            onDone={(wanted) => {
              setNaming(false);
              if (wanted !== null) describe.mutate({ number, name: wanted });
            }}
          />
        ) : (
          <Link
            to="/journeys/$id/versions"
            params={{ id: journey.id }}
            search={{ from: number }}
            className={classes.link}
          >
            {name(version)}
          </Link>
        )}
        {number === journey.published_version && (
          <Badge variant="light" size="sm" tt="none">
            {t("versions.current")}
          </Badge>
        )}
        {version.kept && (
          <Badge variant="light" size="sm" color="gray" tt="none">
            {t("versions.kept")}
          </Badge>
        )}
      </div>
      {version.note && <p className={classes.line}>{version.note}</p>}
      <p className={classes.muted}>
        {t("versions.by", {
          name: version.published_by,
          when: format.dateTime(version.published_at),
        })}
      </p>
      {mayEdit && !naming && (
        <div className={classes.actions}>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconPencil size={14} aria-hidden="true" />}
            aria-label={t("versions.name.of", { number })}
            onClick={() => setNaming(true)}
          >
            {t("versions.name")}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            loading={restore.isPending}
            leftSection={<IconArrowBackUp size={14} aria-hidden="true" />}
            aria-label={t("versions.restore.of", { number })}
            onClick={() => restore.mutate(number)}
          >
            {t("versions.restore")}
          </Button>
        </div>
      )}
    </li>
  );
}

/** What differs, in one line; and what customers did on both sides of it. */
function Summary(props: { difference: Difference; figures: BeforeAfter | null }) {
  const { t, n, format } = useI18n();
  const share = useShare();
  const { difference, figures } = props;
  const count = (became: "added" | "removed" | "changed") =>
    difference.touchpoints.filter((one) => one.became === became).length;
  const parts = (["added", "removed", "changed"] as const)
    .filter((became) => count(became) > 0)
    .map((became) => n(`versions.count.${became}`, count(became)));
  return (
    <div className={classes.summary}>
      {parts.length > 0 && <p className={classes.line}>{format.list(parts)}</p>}
      {figures && (
        <p className={classes.muted}>
          {t("versions.goal", {
            before: share(figures.goal.before.goal_share, figures.goal.before.customers),
            after: share(figures.goal.after.goal_share, figures.goal.after.customers),
            from: format.range(figures.days.before.from, figures.days.before.to),
            to: format.range(figures.days.after.from, figures.days.after.to),
          })}
        </p>
      )}
    </div>
  );
}

function Comparison(props: { journey: Journey; from?: Version; to?: Version }) {
  const { journey, from, to } = props;
  const { t } = useI18n();
  const name = useName();
  const difference = useQuery(
    differenceQuery(journey.id, from?.number, to?.number, journey.revision),
  );
  const figures = useBeforeAfter(journey, to);
  return (
    <View query={difference}>
      {(data) => (
        <>
          <Summary difference={data} figures={figures} />
          <div className={classes.heads} aria-hidden="true">
            <span />
            <span>{name(from)}</span>
            <span>{name(to)}</span>
          </div>
          <Differences journey={journey} difference={data} figures={figures} />
          {to && !figures && <p className={classes.muted}>{t("versions.too_soon")}</p>}
        </>
      )}
    </View>
  );
}

function Body({ journey, items }: { journey: Journey; items: readonly Version[] }) {
  const { t } = useI18n();
  const navigate = useNavigate({ from: "/journeys/$id/versions" });
  const search = useSearch({ from: "/shell/journeys/$id/versions" });
  const mayEdit = useMay("editor");
  const name = useName();
  const newest = items.find((version) => version.number === journey.published_version);
  const of = (number: number | undefined) => items.find((version) => version.number === number);
  const [from, to] = [of(search.from) ?? newest, of(search.to)];
  const options = [
    ...items.map((version) => ({ value: String(version.number), label: name(version) })),
    { value: "", label: t("versions.draft") },
  ];
  const choose = (side: "from" | "to") => (
    <NativeSelect
      className={classes.chooser}
      label={t(`versions.${side}`)}
      value={String((side === "from" ? from : to)?.number ?? "")}
      data={side === "from" ? options.slice(0, -1) : options}
      onChange={({ currentTarget: { value } }) =>
        void navigate({
          search: (old) => ({ ...old, [side]: value ? Number(value) : undefined }),
          replace: true,
        })
      }
    />
  );
  return (
    <div className={classes.layout}>
      <ol className={classes.list} aria-label={t("versions.title")}>
        {items.map((version) => (
          <Row
            key={version.number}
            version={version}
            journey={journey}
            mayEdit={mayEdit}
            shown={version.number === from?.number || version.number === to?.number}
          />
        ))}
      </ol>
      <div className={classes.comparison}>
        <div className={classes.choosers}>
          {choose("from")}
          {choose("to")}
        </div>
        <Comparison journey={journey} {...(from && { from })} {...(to && { to })} />
      </div>
    </div>
  );
}

export function VersionsPage() {
  const { t } = useI18n();
  const { id } = useParams({ from: "/shell/journeys/$id/versions" });
  const journey = useQuery(journeyQuery(id));
  const versions = useQuery(versionsQuery(id));
  return (
    <Page
      width="wide"
      title={t("versions.title")}
      lead={
        <Link to="/journeys/$id" params={{ id }} className={classes.back}>
          <IconArrowLeft size={16} aria-hidden="true" /> {journey.data?.name ?? t("common.loading")}
        </Link>
      }
    >
      <View query={journey}>
        {(drawn) => (
          <View query={versions}>
            {({ items }) =>
              items.length === 0 ? (
                <Empty title={t("versions.none")} text={t("versions.none.text")} />
              ) : (
                <Body journey={drawn} items={[...items].sort((a, b) => b.number - a.number)} />
              )
            }
          </View>
        )}
      </View>
    </Page>
  );
}
