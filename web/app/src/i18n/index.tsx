/**
 * Words and formats in the reader's language.
 *
 * English is the shape: `Key` is every key of the English dictionary and the French one must have
 * the same (checked by the compiler and by dictionaries.test.ts). `{name}` is replaced by a
 * variable; keys ending in `.one` / `.other` are a plural, asked for without the ending.
 */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import type { Language } from "../api/types";
import type { en } from "./en";
import type { later as laterWords } from "./en/later";
import { createFormat, type Format } from "./format";

export type Dictionary = Record<keyof typeof en, string>;
type Later = Record<keyof typeof laterWords, string>;
export type Key = keyof Dictionary | keyof Later;
type PluralStem<K> = K extends `${infer Stem}.other` ? Stem : never;
export type PluralKey = PluralStem<Key>;
type Vars = Record<string, string | number>;

export interface I18n {
  language: Language;
  format: Format;
  t(key: Key, vars?: Vars): string;
  /** The plural of `key` for `count`; `{count}` is the formatted number. */
  n(key: PluralKey, count: number, vars?: Vars): string;
  /** A word for a value of the data (a kind, a channel): the dictionary's, or the value, tidied. */
  word(prefix: "kind" | "channel" | "action" | "identity", value: string): string;
}

export async function loadDictionary(language: Language): Promise<Dictionary> {
  return language === "fr" ? (await import("./fr")).fr : (await import("./en")).en;
}

/** Words of screens that nobody sees first, as far as they were needed. */
const later = new Map<Language, Later>();

async function loadLater(language: Language): Promise<void> {
  if (later.has(language)) return;
  const words =
    language === "fr" ? (await import("./fr/later")).later : (await import("./en/later")).later;
  later.set(language, words);
}

/** A screen that nobody sees first, once its words are at hand in the language on screen. */
export async function withLater<T>(screen: Promise<T>): Promise<T> {
  const language = document.documentElement.lang === "fr" ? "fr" : "en";
  const [loaded] = await Promise.all([screen, loadLater(language)]);
  return loaded;
}

export function createI18n(language: Language, dictionary: Dictionary): I18n {
  const format = createFormat(language);
  const plural = new Intl.PluralRules(language);
  const fill = (text: string, vars?: Vars) =>
    vars
      ? text.replace(/\{(\w+)\}/g, (whole, name: string) => {
          const value = vars[name];
          if (value === undefined) return whole;
          return typeof value === "number" ? format.number(value) : value;
        })
      : text;
  const look = (key: string): string | undefined =>
    (dictionary as Record<string, string>)[key] ??
    (later.get(language) as Record<string, string> | undefined)?.[key];
  return {
    language,
    format,
    t: (key, vars) => fill(look(key) ?? key, vars),
    n(key, count, vars) {
      const text = look(`${key}.${plural.select(count)}`) ?? look(`${key}.other`) ?? key;
      return fill(text, { ...vars, count });
    },
    word(prefix, value) {
      const known = look(`${prefix}.${value}`);
      if (known) return known;
      const plain = value.replaceAll("_", " ").trim();
      return plain.charAt(0).toLocaleUpperCase(language) + plain.slice(1);
    },
  };
}

const STORED = "parcours.language";

/** Before sign-in: the last choice on this machine, else the browser's languages. */
export function preferredLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  if (stored === "fr" || stored === "en") return stored;
  return navigator.languages.some((tag) => tag.toLowerCase().startsWith("fr")) ? "fr" : "en";
}

interface Choice extends I18n {
  setLanguage(language: Language): void;
}

const Context = createContext<Choice | null>(null);

export function I18nProvider(props: {
  initial: Language;
  dictionary: Dictionary;
  children: ReactNode;
}) {
  const [current, setCurrent] = useState({
    language: props.initial,
    dictionary: props.dictionary,
  });

  useEffect(() => {
    document.documentElement.lang = current.language;
  }, [current.language]);

  const value = useMemo<Choice>(
    () => ({
      ...createI18n(current.language, current.dictionary),
      setLanguage(language) {
        localStorage.setItem(STORED, language);
        // The dictionary first: switching before it arrived would show keys.
        const words = [loadDictionary(language), later.size > 0 && loadLater(language)] as const;
        void Promise.all(words).then(([dictionary]) => setCurrent({ language, dictionary }));
      },
    }),
    [current],
  );
  return <Context value={value}>{props.children}</Context>;
}

export function useI18n(): Choice {
  const value = useContext(Context);
  if (!value) throw new Error("useI18n outside I18nProvider");
  return value;
}
