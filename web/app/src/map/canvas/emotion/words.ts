/** A feeling in words: its number with a sign, and the word of the nearest step. */
import { useMemo } from "react";
import type { Language } from "../../../api/types";
import { type Key, useI18n } from "../../../i18n";

export interface FeelingWords {
  /** “+1.5”, with a true minus sign. */
  signed(value: number): string;
  /** “+1.5, pleased”. */
  spoken(value: number): string;
  /** How far belief and measure lie apart, as a sentence. */
  gap(gap: number): string;
}

/** Made once: four hundred points ask for them, and each costs more than drawing one. */
const formatsOf = (locale: string) => ({
  number: new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: "exceptZero" }),
  plain: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }),
});

const formats: Record<Language, ReturnType<typeof formatsOf>> = {
  fr: formatsOf("fr-FR"),
  en: formatsOf("en-GB"),
};

export function useFeelingWords(): FeelingWords {
  const { t, n, language } = useI18n();
  const { number, plain } = formats[language];
  return useMemo(() => {
    const signed = (value: number) => number.format(value).replace("-", "−");
    return {
      signed,
      spoken: (value) =>
        t("emotion.value", {
          value: signed(value),
          // Rounded away from minus zero, which has no word.
          word: t(`emotion.${Math.round(value) || 0}` as Key),
        }),
      gap(gap) {
        const size = Math.round(Math.abs(gap) * 10) / 10;
        if (size === 0) return t("emotion.gap.none");
        const points = n("emotion.points", size, { points: plain.format(size) });
        return t(gap > 0 ? "emotion.gap.above" : "emotion.gap.below", { points });
      },
    };
  }, [t, n, number, plain]);
}
