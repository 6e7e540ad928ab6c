/** The map: header, board, and at most one panel beside it. */
import { Alert, Button, Skeleton } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useMemo } from "react";
import { asProblem } from "../api/problem";
import type { Journey } from "../api/types";
import { useI18n } from "../i18n";
import { forgetJourney, rememberJourney } from "../journeys/queries";
import { useMay } from "../session/session";
import { useActions } from "../shell/actions";
import { usePageTitle } from "../shell/title";
import { NARROW } from "../theme/tokens";
import { problemText } from "../ui/problem";
import { Empty, Failed, Loading } from "../ui/States";
import { useMapActions } from "./actions";
import { CanvasProvider } from "./canvas/context";
import { MapProvider, useMap } from "./context";
import { MapHeader } from "./header/MapHeader";
import classes from "./MapPage.module.css";
import { Panel } from "./panel/Panel";
import { periodOf } from "./period";
import { figuresQuery, journeyQuery, versionQuery } from "./queries";

// Each arrangement of the map is loaded by those who see it.
const Canvas = lazy(() => import("./canvas/Canvas").then((m) => ({ default: m.Canvas })));
const NarrowCanvas = lazy(() =>
  import("./canvas/narrow/NarrowCanvas").then((m) => ({ default: m.NarrowCanvas })),
);
const TableView = lazy(() =>
  import("./canvas/table/TableView").then((m) => ({ default: m.TableView })),
);

const HandTools = lazy(() => import("./hand/HandTools").then((m) => ({ default: m.HandTools })));

function BoardSkeleton() {
  return (
    <Loading>
      <div className={classes.skeletonBoard}>
        {["a", "b", "c", "d", "e"].map((column) => (
          <div key={column}>
            <Skeleton height={4} />
            <Skeleton height={40} mt={12} />
            <Skeleton height={148} mt={16} />
            <Skeleton height={148} mt={8} />
          </div>
        ))}
      </div>
    </Loading>
  );
}

function MapSkeleton() {
  return (
    <>
      <Loading>
        <div className={classes.skeletonHead}>
          <Skeleton height={28} width={280} />
          <Skeleton height={20} width={420} maw="100%" mt={12} />
        </div>
      </Loading>
      <BoardSkeleton />
    </>
  );
}

function MapBody(props: { figuresError: unknown; retryFigures: () => void }) {
  const { t } = useI18n();
  const { journey, search, go } = useMap();
  const narrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  usePageTitle(journey.name);
  useActions(useMapActions());

  return (
    <div className={classes.map}>
      <MapHeader />
      {search.version !== undefined && (
        <Alert className={classes.notice} color="brand" variant="light" py="xs">
          {t("versions.reading", { number: search.version })}{" "}
          <Button size="compact-sm" variant="subtle" onClick={() => go({ version: undefined })}>
            {t("versions.back")}
          </Button>
        </Alert>
      )}
      {props.figuresError !== null && (
        <Alert className={classes.notice} role="alert" color="red" variant="outline" py="xs">
          {t("figures.failed")} {problemText(props.figuresError, t)}{" "}
          <Button size="compact-sm" variant="subtle" onClick={props.retryFigures}>
            {t("common.retry")}
          </Button>
        </Alert>
      )}
      <div className={classes.body}>
        <div className={classes.board}>
          <Suspense fallback={<BoardSkeleton />}>
            {search.view === "table" ? <TableView /> : narrow ? <NarrowCanvas /> : <Canvas />}
          </Suspense>
        </div>
        <Panel />
      </div>
      <Suspense fallback={null}>
        <HandTools />
      </Suspense>
    </div>
  );
}

export function MapPage() {
  const { t } = useI18n();
  const { id } = useParams({ from: "/shell/journeys/$id" });
  const search = useSearch({ from: "/shell/journeys/$id" });
  const mayEdit = useMay("editor");
  const { period: preset, from, to } = search;
  const period = useMemo(() => periodOf({ period: preset, from, to }), [preset, from, to]);

  const draft = useQuery(journeyQuery(id));
  const version = useQuery({
    ...versionQuery(id, search.version ?? 0),
    enabled: search.version !== undefined,
  });
  // Only the draft and the version in force have figures: older signals are bound no more.
  const inForce = search.version !== undefined && search.version === draft.data?.published_version;
  const counted = search.version === undefined || inForce;
  const figures = useQuery({
    ...figuresQuery(id, period, inForce ? "published" : "draft"),
    enabled: counted,
  });
  const shown = search.version === undefined ? draft : version;
  const journey: Journey | undefined = shown.data;

  const gone = draft.isError && asProblem(draft.error).status === 404;
  useEffect(() => {
    if (gone) forgetJourney(id);
    else if (draft.data) rememberJourney(id);
  }, [gone, draft.data, id]);

  if (gone) {
    return (
      <Empty
        title={t("map.not_found")}
        text={t("map.not_found.text")}
        action={
          <Button component={Link} to="/journeys" variant="default">
            {t("map.all_journeys")}
          </Button>
        }
      />
    );
  }
  if (!journey && shown.isError) {
    return <Failed error={shown.error} retry={() => void shown.refetch()} />;
  }
  if (!journey) {
    return <MapSkeleton />;
  }
  return (
    <MapProvider
      journey={journey}
      figures={counted ? figures.data : undefined}
      figuresState={
        counted && figures.data ? "ready" : counted && !figures.isError ? "loading" : "none"
      }
      figuresStale={figures.isPlaceholderData}
      period={period}
      editable={mayEdit && !journey.your_role && search.version === undefined}
      search={search}
    >
      <CanvasProvider>
        <MapBody
          figuresError={figures.isError ? figures.error : null}
          retryFigures={() => void figures.refetch()}
        />
      </CanvasProvider>
    </MapProvider>
  );
}
