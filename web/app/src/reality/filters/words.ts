/** What a filter says on its chip. */
import { useI18n } from "../../i18n";
import { useReality } from "../context";
import { usePersonaName } from "../personas";
import { idsOf } from "../search";

export function useFilterWords() {
  const { t, word, format } = useI18n();
  const { places, search } = useReality();
  const persona = usePersonaName();
  const name = (id: string) => places.find((place) => place.id === id)?.name ?? t("reality.gone");
  const names = (list: string | undefined) => idsOf(list).map(name);
  return {
    channel: search.channel ? word("channel", search.channel) : "",
    property: search.property?.replace("=", " = ") ?? "",
    persona: persona(search.persona),
    through: format.list(names(search.through)),
    without: format.list(names(search.without)),
    order: names(search.order).join(" → "),
  };
}
