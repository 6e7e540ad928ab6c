/** Who stands beside everybody's flows over the map: another period, a persona, a channel. */
import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useI18n } from "../../../i18n";
import { useKnownPersonas } from "../../../reality/personas";
import { useMap } from "../../context";
import { vocabularyQuery } from "../../queries";
import classes from "./Flows.module.css";

/** No second side. */
export const alone = { vs: undefined, vs_channel: undefined, vs_persona: undefined } as const;

export function CompareWith({ possible }: { possible: boolean }) {
  const { t, word } = useI18n();
  const { search, go } = useMap();
  const personas = useKnownPersonas() ?? [];
  const channels = useQuery(vocabularyQuery).data?.channels.filter(Boolean) ?? [];
  const { vs, vs_channel, vs_persona } = search;
  const group = (name: string, items: { value: string; label: string; disabled?: boolean }[]) =>
    items.length > 0 ? [{ group: name, items }] : [];
  return (
    <NativeSelect
      size="xs"
      className={classes.versus}
      label={t("flows.versus")}
      value={[vs, vs_channel ?? vs_persona].filter(Boolean).join(":")}
      data={[
        { value: "", label: t("flows.versus.none") },
        ...group(t("flows.versus.period"), [
          { value: "before", label: t("versus.kind.before"), disabled: !possible },
          { value: "year", label: t("versus.kind.year"), disabled: !possible },
        ]),
        ...group(
          t("flows.versus.persona"),
          personas.map(({ value, label }) => ({ value: `persona:${value}`, label })),
        ),
        ...group(
          t("flows.versus.channel"),
          channels.map((channel) => ({
            value: `channel:${channel}`,
            label: word("channel", channel),
          })),
        ),
      ]}
      onChange={({ currentTarget: { value } }) => {
        const [kind, whom] = [value.split(":")[0], value.slice(value.indexOf(":") + 1)];
        if (kind === "before" || kind === "year") go({ ...alone, vs: kind }, true);
        else if (kind === "persona") go({ ...alone, vs: kind, vs_persona: whom }, true);
        else if (kind === "channel") go({ ...alone, vs: kind, vs_channel: whom }, true);
        else go(alone, true);
      }}
    />
  );
}
