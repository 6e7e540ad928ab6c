/** The texts of a persona in the language it is read in, and how typing in them changes it. */
import type { Language, Persona } from "../api/types";
import { useI18n } from "../i18n";
import { said, written } from "../map/canvas/speech";
import type { PersonaChanges } from "./usePersona";

export type TextField = "name" | "summary" | "segment";
export type ListField = "goals" | "frustrations" | "quotes" | "channels";

export type PersonaWords = ReturnType<typeof usePersonaWords>;

export function usePersonaWords(
  persona: Persona,
  reading: Language | null,
  edit: (changes: PersonaChanges) => void,
) {
  const { t } = useI18n();
  const translate = (path: string, text: string) => {
    if (reading) edit({ translations: { [reading]: { [path]: text } } });
  };
  return {
    /** As it is read: the original stands in for what is not translated. */
    said: (path: string, original: string) => said(persona, path, original, reading),
    /** A field of its own: what it holds, what it suggests, what typing does. */
    text: (field: TextField, example: string) => ({
      value: written(persona, field, persona[field], reading),
      placeholder:
        reading && persona[field] ? t("panel.original", { text: persona[field] }) : example,
      onChange: (text: string) =>
        reading === null ? edit({ [field]: text }) : translate(field, text),
    }),
    /** The translations of a list's lines. */
    lines: (field: ListField) => ({
      said: (place: number) =>
        written(persona, `${field}.${place}`, persona[field][place] ?? "", reading),
      onChange: (place: number, text: string) => translate(`${field}.${place}`, text),
    }),
  };
}
