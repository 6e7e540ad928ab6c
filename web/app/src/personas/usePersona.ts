/** What a persona page does: edits saved as one types, deletion with a way back. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { call, http } from "../api/client";
import { keys } from "../api/keys";
import type { Persona } from "../api/types";
import { useI18n } from "../i18n";
import { mergeTranslations, type Translations } from "../map/model";
import { toast } from "../ui/toasts";
import { keepPersona } from "./queries";
import { useSaving } from "./saving";

type Fields = Pick<
  Persona,
  | "name"
  | "summary"
  | "goals"
  | "frustrations"
  | "quotes"
  | "channels"
  | "segment"
  | "known_by"
  | "translations"
> & { picture: string };

/** Fields that change; `translations` only names the texts that change. */
export type PersonaChanges = Partial<Fields>;

/** Texts not sent yet with newer ones over them; an empty one is kept: it takes a text away. */
function textsOver(before: Translations, newer: Translations): Translations {
  const all = { ...before };
  for (const [language, texts] of Object.entries(newer))
    all[language] = { ...all[language], ...texts };
  return all;
}

export function usePersonaDraft(persona: Persona) {
  const client = useQueryClient();
  const { id } = persona;
  const { saving, state } = useSaving<Fields>(async ({ name, ...changes }) => {
    // A persona always has a name: while its field is empty the old one stays.
    const body = name?.trim() ? { ...changes, name: name.trim() } : changes;
    if (Object.keys(body).length === 0) return;
    keepPersona(
      client,
      await call(http.PATCH("/api/v1/personas/{id}", { params: { path: { id } }, body })),
    );
    // Its name stands on its journeys.
    if (name !== undefined) void client.invalidateQueries({ queryKey: keys.journeys });
  });
  const { translations, ...pending } = state.pending;
  return {
    shown: {
      ...persona,
      ...pending,
      translations: mergeTranslations(persona.translations, translations ?? {}),
    } as Persona,
    save: state.save,
    edit(changes: PersonaChanges) {
      const before = saving.snapshot().pending.translations;
      saving.edit(
        changes.translations && before
          ? { ...changes, translations: textsOver(before, changes.translations) }
          : changes,
      );
    },
    retry: () => void saving.flush(),
  };
}

export function useCreatePersona() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { t, language } = useI18n();
  return useMutation({
    mutationFn: () =>
      call(
        http.POST("/api/v1/personas", {
          body: {
            name: t("personas.unnamed"),
            picture: null,
            quotes: [],
            channels: [],
            segment: "",
            known_by: [],
            language,
          },
        }),
      ),
    onSuccess: async (made) => {
      void client.invalidateQueries({ queryKey: keys.personas });
      await navigate({ to: "/personas/$id", params: { id: made.id }, search: { new: true } });
    },
  });
}

/** Only a persona without journeys can be deleted, so writing it anew brings all of it back. */
export function useDeletePersona() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { t } = useI18n();
  const refresh = () => client.invalidateQueries({ queryKey: keys.personas, exact: true });
  const restore = useMutation({
    mutationFn: ({ id: _, created_at: _c, updated_at: _u, ...body }: Persona) =>
      call(http.POST("/api/v1/personas", { body })),
    onSuccess: refresh,
  });
  return useMutation({
    mutationFn: ({ id }: Persona) =>
      call(http.DELETE("/api/v1/personas/{id}", { params: { path: { id } } })),
    onSuccess: async (_answer, persona) => {
      toast({
        text: t("common.deleted", { name: persona.name }),
        action: { label: t("common.undo"), run: () => restore.mutate(persona) },
      });
      await navigate({ to: "/personas" });
      await refresh();
    },
  });
}
