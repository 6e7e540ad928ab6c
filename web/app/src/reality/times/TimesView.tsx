/** How long customers take from any place of the map to any other, and how much that varies. */
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconArrowsExchange } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useI18n } from "../../i18n";
import { Empty, View } from "../../ui/States";
import { useReality } from "../context";
import { PlaceSelect } from "../filters/PlaceSelect";
import { goalsOf } from "../goals";
import { transitionsQuery } from "../queries";
import page from "../Reality.module.css";
import { listOf } from "../search";
import { Compared } from "../versus/Compared";
import { Distribution } from "./Distribution";
import { type Pair, pairOf, wholeWay } from "./pair";
import { durationsQuery } from "./query";
import { Shape } from "./Shape";
import classes from "./Times.module.css";
import { TimesCompared } from "./versus/TimesCompared";

function Ends({ pair: [from, to] }: { pair: Pair }) {
  const { t } = useI18n();
  const { go } = useReality();
  const choose = (first: string, second: string) => go({ between: listOf([first, second]) });
  return (
    <div className={classes.ends}>
      <PlaceSelect
        className={classes.end}
        label={t("reality.times.from")}
        value={from.id}
        onChoose={(id) => choose(id ?? from.id, to.id)}
      />
      <Tooltip label={t("reality.times.swap")}>
        <ActionIcon
          size="input-sm"
          aria-label={t("reality.times.swap")}
          onClick={() => choose(to.id, from.id)}
        >
          <IconArrowsExchange size={18} />
        </ActionIcon>
      </Tooltip>
      <PlaceSelect
        className={classes.end}
        label={t("reality.times.to")}
        value={to.id}
        onChoose={(id) => choose(from.id, id ?? to.id)}
      />
    </div>
  );
}

function Alone({ pair }: { pair: Pair }) {
  const { question } = useReality();
  const report = useQuery(durationsQuery(question, ...pair));
  return (
    <View query={report} skeleton={<Shape />}>
      {(data) => (
        <div className={report.isPlaceholderData ? page.stale : undefined}>
          <Distribution report={data} pair={pair} />
        </div>
      )}
    </View>
  );
}

function Between({ pair }: { pair: Pair }) {
  return (
    <>
      <Ends pair={pair} />
      <Compared alone={<Alone pair={pair} />}>
        {(sides) => <TimesCompared sides={sides} pair={pair} />}
      </Compared>
    </>
  );
}

export function TimesView() {
  const { t } = useI18n();
  const { journey, places, question, search } = useReality();
  const chosen = pairOf(places, search.between);
  // Who goes where at all says what to begin with.
  const reached = useQuery({ ...transitionsQuery(question), enabled: chosen === undefined });
  if (places.length < 2) {
    return <Empty title={t("reality.places.few.title")} text={t("reality.places.few.text")} />;
  }
  if (chosen) return <Between pair={chosen} />;
  return (
    <View query={reached} skeleton={<Shape />}>
      {({ nodes }) => {
        const pair = wholeWay(places, nodes, goalsOf(journey, search.by));
        return pair && <Between pair={pair} />;
      }}
    </View>
  );
}
