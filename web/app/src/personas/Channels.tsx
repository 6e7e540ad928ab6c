/** Where a persona is met: chips, and a field that knows the usual channels by name. */
import { IconX } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useI18n } from "../i18n";
import classes from "./Channels.module.css";

const USUAL = [
  "web",
  "mobile",
  "store",
  "email",
  "phone",
  "chat",
  "whatsapp",
  "messenger",
  "instagram",
  "review_site",
] as const;

export const isUsual = (channel: string): boolean => (USUAL as readonly string[]).includes(channel);

export function Channels(props: {
  channels: string[];
  readOnly?: boolean;
  /** A channel of one's own in the language it is read in; the usual ones have their words. */
  said?: (place: number) => string;
  onChange?: (channels: string[]) => void;
}) {
  const { channels, onChange, readOnly } = props;
  const { t, word } = useI18n();
  const [typed, setTyped] = useState("");
  const listId = useId();
  const left = USUAL.filter((channel) => !channels.includes(channel));
  const add = () => {
    const name = typed.trim();
    setTyped("");
    if (!name) return;
    // A usual channel is kept by its code, so that it reads in either language.
    const known = USUAL.find(
      (channel) => word("channel", channel).toLocaleLowerCase() === name.toLocaleLowerCase(),
    );
    const channel = known ?? name;
    if (!channels.includes(channel)) onChange?.([...channels, channel]);
  };
  return (
    <ul className={classes.chips}>
      {channels.map((channel, place) => (
        <li key={channel} className={classes.chip}>
          {isUsual(channel) ? word("channel", channel) : (props.said?.(place) ?? channel)}
          {!readOnly && (
            <button
              type="button"
              className={classes.remove}
              aria-label={t("personas.channel.remove", { name: word("channel", channel) })}
              onClick={() => onChange?.(channels.filter((other) => other !== channel))}
            >
              <IconX size={12} aria-hidden="true" />
            </button>
          )}
        </li>
      ))}
      {!readOnly && (
        <li className={classes.adder}>
          <input
            className={classes.input}
            list={listId}
            value={typed}
            maxLength={100}
            aria-label={t("personas.channels.example")}
            placeholder={t("personas.channels.example")}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onBlur={add}
            onKeyDown={(event) => {
              if (event.key === "Enter") {
                event.preventDefault();
                add();
              } else if (event.key === "Backspace" && typed === "" && channels.length > 0) {
                onChange?.(channels.slice(0, -1));
              }
            }}
          />
          <datalist id={listId}>
            {left.map((channel) => (
              <option key={channel} value={word("channel", channel)} />
            ))}
          </datalist>
        </li>
      )}
    </ul>
  );
}
