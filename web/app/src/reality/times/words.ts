/** What a bar says. */
import { useI18n } from "../../i18n";
import { useReality } from "../context";
import type { TimeBar } from "./bars";
import type { Pair } from "./pair";
import { durationsAsked } from "./query";

export function useBarWords() {
  const { t, n, format } = useI18n();
  const { search } = useReality();
  const range = ({ from, to }: TimeBar) =>
    to === null
      ? t("reality.times.over", { from: format.duration(from) })
      : t("reality.times.range", { from: format.duration(from), to: format.duration(to) });
  const count = (value: number) =>
    n(search.cases === "session" ? "reality.visits" : "figures.customers", value);
  return {
    range,
    count,
    full: (bar: TimeBar) => `${range(bar)} · ${format.percent(bar.share)} · ${count(bar.count)}`,
  };
}

/** The customers behind a bar, behind all of them, or those who never arrive. */
export function useTimesBehind(pair: Pair) {
  const { t } = useI18n();
  const words = useBarWords();
  const [from, to] = pair;
  const way = t("reality.times.way", { from: from.name, to: to.name });
  const figure = (of: { from_seconds?: number; under_seconds?: number; lost?: boolean }) => ({
    report: "durations" as const,
    of: { ...durationsAsked(from, to), ...of },
  });
  return {
    all: { title: way, figure: figure({}) },
    lost: { title: `${way} · ${t("reality.times.lost")}`, figure: figure({ lost: true }) },
    bar: (bar: TimeBar) => ({
      title: `${way} · ${words.range(bar)}`,
      figure: figure({
        from_seconds: bar.from,
        ...(bar.to !== null && { under_seconds: bar.to }),
      }),
    }),
  };
}
