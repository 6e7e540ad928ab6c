/** What a bar says. */
import { useI18n } from "../../i18n";
import { useReality } from "../context";
import type { TimeBar } from "./bars";

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
