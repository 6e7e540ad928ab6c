/** What customers really do on a journey: flows, paths, funnels, times, as far as filters say. */
import { Menu, Tabs } from "@mantine/core";
import { IconChevronDown, IconMap2 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { Journey, JourneySummary } from "../api/types";
import { allJourneysQuery } from "../atlas/api";
import { useI18n } from "../i18n";
import { lastJourney } from "../journeys/queries";
import { journeyQuery } from "../map/queries";
import { LiveMark } from "../shell/LiveMark";
import { usePageTitle } from "../shell/title";
import { LinkButton } from "../ui/LinkButton";
import { PeriodPicker } from "../ui/PeriodPicker";
import { Empty, Loading, RowsSkeleton, View } from "../ui/States";
import { BehindProvider } from "./behind/Behind";
import { RealityProvider, useAddress, useReality } from "./context";
import { Filters } from "./filters/Filters";
import classes from "./Reality.module.css";
import { useScreen } from "./screens";
import { forgotten, realityPeriod, views } from "./search";
import { Unshown } from "./versus/Compared";

export { ahead } from "./ahead";

function JourneyChoice({ journeys }: { journeys: readonly JourneySummary[] }) {
  const { t } = useI18n();
  const { journey, go } = useReality();
  const others = journeys.filter((item) => item.id !== journey.id);
  return (
    <h1 className={classes.journey}>
      <Menu position="bottom-start" width={300} disabled={others.length === 0}>
        <Menu.Target>
          <button type="button" className={classes.switch} title={journey.name}>
            <span className={classes.where}>{t("reality.title")}</span>
            <span className={classes.name}>{journey.name}</span>
            {others.length > 0 && <IconChevronDown size={16} aria-hidden="true" />}
            <span className="visually-hidden">{t("map.switch")}</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown mah="60vh" style={{ overflowY: "auto" }}>
          {others.slice(0, 20).map((item) => (
            <Menu.Item
              key={item.id}
              // Filters by touchpoints are those of one map.
              onClick={() => go({ ...forgotten, journey: item.id })}
            >
              {item.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </h1>
  );
}

function Header({ journeys }: { journeys: readonly JourneySummary[] }) {
  const { t } = useI18n();
  const { journey, periodWords, search, go } = useReality();
  return (
    <header className={classes.header}>
      <JourneyChoice journeys={journeys} />
      <div className={classes.tools}>
        <LiveMark />
        <LinkButton
          to="/journeys/$id"
          params={{ id: journey.id }}
          variant="default"
          leftSection={<IconMap2 size={16} />}
        >
          {t("reality.to_map")}
        </LinkButton>
        <PeriodPicker
          period={realityPeriod(search)}
          words={periodWords}
          days={undefined}
          onChoose={(chosen) => go({ period: chosen.period, from: chosen.from, to: chosen.to })}
        />
      </div>
    </header>
  );
}

function Body({ journeys }: { journeys: readonly JourneySummary[] }) {
  const { t } = useI18n();
  const { journey, search, go } = useReality();
  usePageTitle(`${t("reality.title")} · ${journey.name}`);
  const view = search.view ?? "flow";
  const Screen = useScreen(view);
  return (
    <div className={classes.page}>
      <Header journeys={journeys} />
      <Filters />
      <Unshown />
      <Tabs
        value={view}
        onChange={(chosen) => go({ view: views.find((item) => item === chosen) }, true)}
        className={classes.tabs}
        keepMounted={false}
      >
        <Tabs.List className={classes.tabList}>
          {views.map((item) => (
            <Tabs.Tab key={item} value={item}>
              {t(`reality.view.${item}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={view} className={classes.panel}>
          {Screen ? (
            <Screen />
          ) : (
            <Loading>
              <RowsSkeleton rows={4} />
            </Loading>
          )}
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

function OfJourney(props: { id: string; journeys: readonly JourneySummary[] }) {
  const journey = useQuery(journeyQuery(props.id));
  return (
    <View query={journey}>
      {(data: Journey) => (
        <RealityProvider journey={data}>
          <BehindProvider>
            <Body journeys={props.journeys} />
          </BehindProvider>
        </RealityProvider>
      )}
    </View>
  );
}

export function RealityPage() {
  const { t } = useI18n();
  const { search } = useAddress();
  const journeys = useQuery(allJourneysQuery);
  return (
    <View query={journeys}>
      {(items) => {
        const wanted = search.journey ?? lastJourney();
        const id = items.find((item) => item.id === wanted)?.id ?? items[0]?.id;
        return id === undefined ? (
          <Empty
            title={t("reality.none.title")}
            text={t("reality.none.text")}
            action={<LinkButton to="/journeys">{t("map.all_journeys")}</LinkButton>}
          />
        ) : (
          <OfJourney key={id} id={id} journeys={items} />
        );
      }}
    </View>
  );
}
