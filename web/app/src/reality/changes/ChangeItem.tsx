/** One change: what, since when, how much, what explains it, and where to look on. */
import { Button } from "@mantine/core";
import { IconTrendingDown, IconTrendingUp } from "@tabler/icons-react";
import { useI18n } from "../../i18n";
import { LinkButton } from "../../ui/LinkButton";
import { useBehind } from "../behind/Behind";
import { useReality } from "../context";
import { questionOf } from "../queries";
import classes from "./Changes.module.css";
import { behindOf, type Change, fills, flowsThen, isWorse, segmentOf } from "./change";

/** Other signs that are told. */
const SIGNS = 4;

function useLevel() {
  const { format } = useI18n();
  return (measure: Change["measure"], level: number) =>
    measure === "time" ? format.duration(level) : format.percent(level);
}

function Levels({ change }: { change: Change }) {
  const { t } = useI18n();
  const level = useLevel();
  const filled = fills(change);
  const rows = [
    { words: t("changes.usual"), value: change.usual, fill: filled.usual, now: false },
    {
      words: t(change.until == null ? "changes.now" : "changes.then"),
      value: change.during,
      fill: filled.during,
      now: true,
    },
  ];
  return (
    <dl className={classes.levels}>
      {rows.map(({ words, value, fill, now }) => (
        <div key={words} className={classes.level}>
          <dt>{words}</dt>
          <dd>
            <span className={classes.track} aria-hidden="true">
              <span
                className={classes.fill}
                data-now={now || undefined}
                data-worse={(now && isWorse(change)) || undefined}
                style={{ width: `${Math.max(1, fill * 100)}%` }}
              />
            </span>
            <span data-figures>{level(change.measure, value)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Facts({ change }: { change: Change }) {
  const { t, n, format } = useI18n();
  const level = useLevel();
  const { explained_by: part, from_earliest: first, from_latest: last } = change;
  const more = change.during > change.usual;
  const who =
    change.measure === "time"
      ? n("changes.customers", change.customers)
      : n(more ? "changes.more" : "changes.fewer", change.customers);
  return (
    <ul className={classes.facts}>
      <li>{who}</li>
      {first && last && first !== last && (
        <li>{t("changes.began", { first: format.date(first), last: format.date(last) })}</li>
      )}
      {part && (
        <li>
          {t("changes.explains", {
            segment: part.value,
            share: format.percent(Math.min(1, part.share)),
            all: format.percent(part.share_of_all),
          })}
        </li>
      )}
      {change.also.length > 0 && (
        <li>
          {t("changes.also")}{" "}
          {change.also.slice(0, SIGNS).map((sign, index) => (
            <span key={`${sign.touchpoint} ${sign.measure}`}>
              {index > 0 && " · "}
              {sign.touchpoint}, {t(`changes.measure.${sign.measure}`).toLowerCase()}{" "}
              <span data-figures>
                {level(sign.measure, sign.usual)} → {level(sign.measure, sign.during)}
              </span>
            </span>
          ))}
        </li>
      )}
    </ul>
  );
}

export function ChangeItem({ change, last }: { change: Change; last: string }) {
  const { t, language } = useI18n();
  const { journey, places, search, go } = useReality();
  const behind = useBehind();
  const segment = segmentOf(change);
  const worse = isWorse(change);
  const hue = places.find(({ id }) => id === change.touchpoint_id)?.hue;
  const Trend = change.during > change.usual ? IconTrendingUp : IconTrendingDown;
  return (
    <li
      className={classes.change}
      style={hue && { borderInlineStartColor: `var(--pc-hue-${hue})` }}
    >
      <header className={classes.head}>
        <h2 className={classes.name}>{change.touchpoint}</h2>
        {segment && <span className={classes.segment}>{segment.value}</span>}
        <span className={classes.kind} data-worse={worse || undefined}>
          <Trend size={16} aria-hidden="true" />
          {t(`changes.measure.${change.measure}`)} · {t(worse ? "changes.worse" : "changes.better")}
          {change.until != null && ` · ${t("changes.over")}`}
        </span>
      </header>
      <p className={classes.says}>{change.says[language]}</p>
      <div className={classes.body}>
        <Levels change={change} />
        <Facts change={change} />
      </div>
      <div className={classes.actions}>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => go(flowsThen(change, last), true)}
        >
          {t("changes.flows")}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() =>
            behind({
              title: change.says[language],
              figure: behindOf(change),
              question: questionOf({ ...search, ...flowsThen(change, last) }, journey),
            })
          }
        >
          {t(`changes.who.${change.measure}`)}
        </Button>
        <LinkButton
          to="/journeys/$id"
          params={{ id: journey.id }}
          search={{ touchpoint: change.touchpoint_id }}
          size="compact-sm"
          variant="default"
        >
          {t("drift.look")}
        </LinkButton>
      </div>
    </li>
  );
}
