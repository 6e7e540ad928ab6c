/** What touches and credits are called. */
import { useI18n } from "../../i18n";
import { useReality } from "../context";
import { written } from "../queries";
import type { CreditModel } from "../search";
import { creditOf, type Unit } from "./models";
import {
  type Attribution,
  attributionAsked,
  lifetimeQuestion,
  ordersChosen,
  type RfmGroup,
  type Touch,
} from "./query";

export function useCreditWords(report: Attribution, unit: Unit) {
  const { t, word, format } = useI18n();
  const name = (of: string) => (report.touches_are === "channel" ? word("channel", of) : of);
  const credit = (touch: Touch, model: CreditModel) => {
    const value = creditOf(report, touch, model, unit);
    if (unit === "share") return format.percent(value);
    // A tenth of a conversion is one shared by ten: it says something only among few.
    return unit === "conversions" && value < 10 ? format.compact(value) : format.number(value);
  };
  /** `null` seconds: however long. */
  const window =
    report.window_seconds == null
      ? t("reality.credit.window.all")
      : format.duration(report.window_seconds);
  return { name, credit, window };
}

/** The customers behind a credit, and behind what it rests on. */
export function useCreditBehind(report: Attribution) {
  const { t, format } = useI18n();
  const { search } = useReality();
  const words = useCreditWords(report, "share");
  const goals = format.list(report.goals);
  const asked = attributionAsked(search, written(report.goals) ?? "");
  const figure = (of: object) => ({ report: "attribution" as const, of: { ...asked, ...of } });
  return {
    all: { title: goals, figure: figure({}) },
    untouched: {
      title: `${goals} · ${t("reality.credit.rests.untouched")}`,
      figure: figure({ untouched: true }),
    },
    /** Models that follow first or last contacts credit those alone. */
    touch: ({ name }: Touch, model: CreditModel) => ({
      title: `${words.name(name)} · ${goals}`,
      figure: figure({
        credited: name,
        ...((model === "first" || model === "last") && { place: model }),
      }),
    }),
  };
}

/** The customers of a group of those who bought, or all of them; whenever they did. */
export function useLifetimeBehind() {
  const { journey, question, search } = useReality();
  const { orders } = ordersChosen(journey, search);
  return (title: string, group?: RfmGroup["group"]) => ({
    title,
    figure: { report: "lifetime-value" as const, of: { orders, group } },
    question: lifetimeQuestion(question),
  });
}
