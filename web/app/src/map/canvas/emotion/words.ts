/** A feeling in words: its number with a sign, and the word of the nearest step. */
import { type Key, useI18n } from "../../../i18n";

export interface FeelingWords {
  /** “+1.5”, with a true minus sign. */
  signed(value: number): string;
  /** “+1.5, pleased”. */
  spoken(value: number): string;
  /** How far belief and measure lie apart, as a sentence. */
  gap(gap: number): string;
}

export function useFeelingWords(): FeelingWords {
  const { t, n, language } = useI18n();
  const number = new Intl.NumberFormat(language === "fr" ? "fr-FR" : "en-GB", {
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
    signDisplay: "exceptZero",
  });
  const plain = new Intl.NumberFormat(language === "fr" ? "fr-FR" : "en-GB", {
    maximumFractionDigits: 1,
  });
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
}
