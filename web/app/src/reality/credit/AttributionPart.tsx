/** Which contacts conversions are owed to: what is asked, what it rests on, six models side by side. */
import { SegmentedControl, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useI18n } from "../../i18n";
import { TOO_FEW } from "../../i18n/format";
import { Empty, View } from "../../ui/States";
import { useReality } from "../context";
import { PlacesSelect } from "../filters/PlacesSelect";
import { goalsOf } from "../goals";
import { namesOf, written } from "../queries";
import page from "../Reality.module.css";
import { chosenOf, idsOf, listOf, windows } from "../search";
import { AttributionTable } from "./AttributionTable";
import classes from "./Credit.module.css";
import { credited } from "./models";
import { type Attribution, attributionQuery } from "./query";
import { RestsOn } from "./RestsOn";
import { Shape } from "./Shape";

const USUAL = "30d";

function Controls({ goals }: { goals: readonly string[] }) {
  const { t } = useI18n();
  const { search, go } = useReality();
  return (
    <div className={classes.controls}>
      <PlacesSelect
        className={classes.places}
        label={t("reality.credit.goal")}
        value={goals}
        onChoose={(ids) => go({ goal: chosenOf(ids) })}
      />
      <Select
        className={classes.choice}
        label={t("reality.credit.window")}
        allowDeselect={false}
        data={["7d", USUAL, "90d", "all"].map((value) => ({
          value,
          label: t(`reality.credit.window.${value}` as "reality.credit.window.7d"),
        }))}
        value={search.window ?? USUAL}
        onChange={(chosen) => go({ window: windows.find((window) => window === chosen) })}
      />
      <SegmentedControl
        aria-label={t("reality.credit.touches")}
        value={search.touches ?? "activity"}
        data={[
          {
            value: "activity",
            label: t(search.by === "stage" ? "reality.by.stage" : "reality.by.touchpoint"),
          },
          { value: "channel", label: t("reality.credit.touches.channel") },
        ]}
        onChange={(chosen) => go({ touches: chosen === "channel" ? "channel" : undefined })}
      />
    </div>
  );
}

function Answer({ report }: { report: Attribution }) {
  const { t, n, format } = useI18n();
  if (report.conversions === 0) {
    return (
      <Empty
        title={t("reality.credit.none.title", { goal: format.list(report.goals) })}
        text={t("reality.credit.none.text")}
      />
    );
  }
  if (credited(report) < TOO_FEW) {
    return (
      <>
        <RestsOn report={report} />
        <p className={classes.aside}>
          {t("reality.credit.few", {
            count: n("reality.credit.conversions", credited(report)),
            least: format.number(TOO_FEW),
          })}
        </p>
      </>
    );
  }
  return <AttributionTable report={report} />;
}

export function AttributionPart() {
  const { t } = useI18n();
  const { journey, places, question, search } = useReality();
  const chosen = search.goal === undefined ? goalsOf(journey, search.by) : idsOf(search.goal);
  const names = namesOf(places, listOf(chosen));
  const goals = chosen.filter((id) => places.some((place) => place.id === id));
  const goal = written(names);
  const report = useQuery({
    ...attributionQuery(question, search, goal ?? ""),
    enabled: goal !== undefined,
  });
  return (
    <>
      <Controls goals={goals} />
      {goal === undefined ? (
        <Empty title={t("reality.credit.no_goal.title")} text={t("reality.credit.no_goal.text")} />
      ) : (
        <View query={report} skeleton={<Shape />}>
          {(data) => (
            <div className={report.isPlaceholderData ? page.stale : undefined}>
              <Answer report={data} />
            </div>
          )}
        </View>
      )}
    </>
  );
}
