/** The personas that customers of the log are tied to. */
import { useQuery } from "@tanstack/react-query";
import { useI18n } from "../i18n";
import { personasQuery } from "../personas/queries";

/** A persona's name by its id. */
export function usePersonaName(): (id: string | undefined) => string {
  const { t } = useI18n();
  const personas = useQuery(personasQuery);
  return (id) => {
    if (!id) return "";
    const found = personas.data?.find((persona) => persona.id === id);
    return found?.name ?? (personas.isPending ? "…" : t("reality.persona.gone"));
  };
}

/** Personas to choose from: those that say by what their customers are known. */
export function useKnownPersonas(except?: string) {
  const personas = useQuery(personasQuery);
  const known = personas.data?.filter(({ id, known_by }) => known_by.length > 0 && id !== except);
  return known?.map(({ id, name }) => ({ value: id, label: name }));
}
