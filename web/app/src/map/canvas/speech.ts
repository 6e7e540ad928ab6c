/** What a map says in the language it is read in. Pure. */
import type { Language } from "../../api/types";

interface Translated {
  translations: Record<string, Record<string, string>>;
}

/** `null` reads a map in the language it was written in; a language reads its translation. */
export type Reading = Language | null;

export interface Said {
  text: string;
  /** Asked for in the other language, and not there yet: the original stands in. */
  untranslated: boolean;
}

/** A text by the path of its field, such as `needs` or `frictions.i1.text`. */
export function said(thing: Translated, path: string, original: string, reading: Reading): Said {
  if (reading === null) return { text: original, untranslated: false };
  const text = thing.translations[reading]?.[path];
  return text ? { text, untranslated: false } : { text: original, untranslated: original !== "" };
}

/** What an editor starts from: in the other language only what was translated. */
export const written = (
  thing: Translated,
  path: string,
  original: string,
  reading: Reading,
): string => (reading === null ? original : (thing.translations[reading]?.[path] ?? ""));
