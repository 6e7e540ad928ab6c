/** Step three: each point in turn, with what the data knows; ends on the map. */
import { Button, Progress } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { keys } from "../api/keys";
import type { Journey, Touchpoint } from "../api/types";
import { useI18n } from "../i18n";
import { journeyQuery } from "../map/queries";
import { claimOf } from "../proposals/api";
import { View } from "../ui/States";
import classes from "./Details.module.css";
import type { Draft } from "./draft";
import { storeDraft } from "./draft";
import { signed } from "./FeelingPick";
import shared from "./FirstMap.module.css";
import { KnownBox } from "./KnownBox";
import { PointForm } from "./PointForm";
import { sendUnsent } from "./unsent";
import type { FirstMap } from "./useFirstMap";

function thought(touchpoint: Touchpoint): boolean {
  const { does, thinks, feels, stands_in_the_way, felt, next_action } = touchpoint;
  return Boolean(does || thinks || feels || stands_in_the_way || next_action) || felt != null;
}

function PointsNav(props: {
  points: { touchpoint: Touchpoint; hue: string }[];
  current: string;
  onGo: (id: string) => void;
}) {
  const { t } = useI18n();
  return (
    <nav aria-label={t("firstMap.detail.list")} className={classes.nav}>
      <ol className={classes.navList}>
        {props.points.map(({ touchpoint, hue }) => (
          <li key={touchpoint.id}>
            <button
              type="button"
              className={classes.navPoint}
              aria-current={touchpoint.id === props.current ? "step" : undefined}
              style={{ "--band": `var(--pc-hue-${hue})` } as React.CSSProperties}
              onClick={() => props.onGo(touchpoint.id)}
            >
              <span className={classes.navName}>{touchpoint.name}</span>
              {touchpoint.felt != null ? (
                <span data-feeling={Math.round(touchpoint.felt)} className={classes.navFelt}>
                  {signed(touchpoint.felt)}
                </span>
              ) : (
                thought(touchpoint) && (
                  <span className={shared.muted}>
                    <span aria-hidden="true">✓</span>
                    <span className="visually-hidden">{t("firstMap.detail.thought")}</span>
                  </span>
                )
              )}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Details(props: { map: FirstMap; journey: Journey; onBack: () => void }) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { map, journey, onBack } = props;
  const points = journey.stages.flatMap((stage) =>
    stage.touchpoints.map((touchpoint) => ({ touchpoint, hue: stage.hue })),
  );
  const found = points.findIndex(({ touchpoint }) => touchpoint.id === map.draft.at);
  const index = Math.max(0, found);
  const current = points[index];
  const finish = useMutation({
    // The map is only shown with every word on the server: what is still here goes first.
    mutationFn: () => sendUnsent(points.map((point) => point.touchpoint.id)),
    onSuccess: async () => {
      storeDraft(null);
      await client.invalidateQueries({ queryKey: keys.journey(journey.id) });
      await navigate({ to: "/journeys/$id", params: { id: journey.id } });
    },
  });
  if (!current) return null;
  const { touchpoint, hue } = current;
  const go = (id: string | undefined) =>
    map.change((draft: Draft) => ({ ...draft, at: id ?? null }));
  const next = points[index + 1]?.touchpoint.id;
  const forward = () => (next ? go(next) : finish.mutate());
  const claimed = new Set(
    points.filter((point) => point !== current).map((point) => claimOf(point.touchpoint.signals)),
  );
  return (
    <div className={classes.details}>
      <PointsNav points={points} current={touchpoint.id} onGo={go} />
      <div className={classes.detail}>
        <div>
          <p className={shared.muted} role="status">
            {t("firstMap.detail.progress", { number: index + 1, count: points.length })}
          </p>
          <Progress
            size={4}
            value={((index + 1) / points.length) * 100}
            aria-label={t("firstMap.detail.progress", { number: index + 1, count: points.length })}
          />
        </div>
        <h3
          className={classes.pointTitle}
          style={{ "--band": `var(--pc-hue-${hue})` } as React.CSSProperties}
        >
          {touchpoint.name}
        </h3>
        <KnownBox journeyId={journey.id} touchpoint={touchpoint} hue={hue} claimed={claimed} />
        <PointForm
          key={touchpoint.id}
          journeyId={journey.id}
          touchpoint={touchpoint}
          onNext={forward}
        />
        <div className={shared.foot}>
          <Button
            variant="default"
            onClick={() => (index === 0 ? onBack() : go(points[index - 1]?.touchpoint.id))}
          >
            {t(index === 0 ? "firstMap.back" : "firstMap.previous")}
          </Button>
          {next && (
            <Button variant="default" loading={finish.isPending} onClick={() => finish.mutate()}>
              {t("firstMap.finish")}
            </Button>
          )}
          <Button onClick={forward} title={t("firstMap.next.key")}>
            {t(
              next ? (thought(touchpoint) ? "firstMap.next" : "firstMap.skip") : "firstMap.finish",
            )}
          </Button>
        </div>
      </div>
    </div>
  );
}

export function StepDetails(props: { map: FirstMap; onBack: () => void }) {
  const query = useQuery({
    ...journeyQuery(props.map.draft.journeyId ?? ""),
    enabled: props.map.draft.journeyId !== null,
  });
  return (
    <View query={query}>
      {(journey) => <Details map={props.map} journey={journey} onBack={props.onBack} />}
    </View>
  );
}
