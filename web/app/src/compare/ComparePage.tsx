/** Two journeys side by side: two personas on the same way, or today's map and the target. */
import { ActionIcon, NativeSelect, Tooltip } from "@mantine/core";
import { IconSwitchHorizontal } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { JourneySummary } from "../api/types";
import { allJourneysQuery } from "../atlas/api";
import { useI18n } from "../i18n";
import { usePeriodWords } from "../map/context";
import { periodOf, presets } from "../map/period";
import { journeyQuery } from "../map/queries";
import { useMay } from "../session/session";
import { LinkButton } from "../ui/LinkButton";
import { Page } from "../ui/Page";
import { Empty, View } from "../ui/States";
import classes from "./Compare.module.css";
import { SideBySide } from "./SideBySide";

function Chooser(props: {
  label: string;
  journeys: JourneySummary[];
  value: string | undefined;
  other: string | undefined;
  onChoose: (id: string | undefined) => void;
}) {
  const { t } = useI18n();
  return (
    <NativeSelect
      className={classes.chooser}
      label={props.label}
      value={props.value ?? ""}
      onChange={(event) => props.onChoose(event.currentTarget.value || undefined)}
      data={[
        { value: "", label: t("compare.choose.title"), disabled: true },
        ...props.journeys.map(({ id, name, persona }) => ({
          value: id,
          label: persona ? `${name} · ${persona.name}` : name,
          disabled: id === props.other,
        })),
      ]}
    />
  );
}

export function ComparePage() {
  const { t } = useI18n();
  const navigate = useNavigate({ from: "/compare" });
  const search = useSearch({ from: "/shell/compare" });
  const mayEdit = useMay("editor");
  const { left, right } = search;
  const period = periodOf(search);
  const custom = usePeriodWords(period);
  const journeys = useQuery(allJourneysQuery);
  const ready = left !== undefined && right !== undefined && left !== right;
  const one = useQuery({ ...journeyQuery(left ?? ""), enabled: ready });
  const other = useQuery({ ...journeyQuery(right ?? ""), enabled: ready });
  const set = (changes: Partial<typeof search>) =>
    void navigate({ search: (old) => ({ ...old, ...changes }), replace: true });

  return (
    <Page width="wide" title={t("compare.title")} lead={t("compare.lead")}>
      <View query={journeys}>
        {(items) =>
          items.length < 2 ? (
            <Empty
              title={t("compare.one.title")}
              text={t("compare.one.text")}
              action={
                mayEdit && <LinkButton to="/journeys/first">{t("atlas.new.steps")}</LinkButton>
              }
            />
          ) : (
            <>
              <div className={classes.choosers}>
                <Chooser
                  label={t("compare.left")}
                  journeys={items}
                  value={left}
                  other={right}
                  onChoose={(id) => set({ left: id })}
                />
                <Tooltip label={t("compare.swap")}>
                  <ActionIcon
                    variant="default"
                    size="lg"
                    aria-label={t("compare.swap")}
                    onClick={() => set({ left: right, right: left })}
                  >
                    <IconSwitchHorizontal size={18} />
                  </ActionIcon>
                </Tooltip>
                <Chooser
                  label={t("compare.right")}
                  journeys={items}
                  value={right}
                  other={left}
                  onChoose={(id) => set({ right: id })}
                />
                <NativeSelect
                  label={t("compare.period")}
                  value={"period" in period ? period.period : ""}
                  onChange={(event) => {
                    const chosen = presets.find((item) => item === event.currentTarget.value);
                    if (chosen) set({ period: chosen, from: undefined, to: undefined });
                  }}
                  data={[
                    ...("period" in period ? [] : [{ value: "", label: custom }]),
                    ...presets.map((item) => ({ value: item, label: t(`period.${item}`) })),
                  ]}
                />
              </div>
              {ready ? (
                <View query={one}>
                  {(first) => (
                    <View query={other}>
                      {(second) => <SideBySide left={first} right={second} period={period} />}
                    </View>
                  )}
                </View>
              ) : (
                <Empty
                  title={t("compare.choose.title")}
                  text={t(left && left === right ? "compare.same" : "compare.choose.text")}
                />
              )}
            </>
          )
        }
      </View>
    </Page>
  );
}
