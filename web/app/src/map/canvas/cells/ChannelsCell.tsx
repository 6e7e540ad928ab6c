/** Where a touchpoint happens: a sign and a word each, the first being the main one. */
import {
  IconBrandInstagram,
  IconBrandMessenger,
  IconBrandWhatsapp,
  IconBuildingStore,
  IconDeviceMobile,
  IconMail,
  IconMessageCircle,
  IconPhone,
  IconPoint,
  IconStar,
  IconTruckDelivery,
  IconWorld,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Touchpoint } from "../../../api/types";
import { useI18n } from "../../../i18n";
import { vocabularyQuery } from "../../queries";
import { useCanvas } from "../context";
import classes from "./Cell.module.css";
import editor from "./Editor.module.css";

const icons: Record<string, typeof IconWorld> = {
  web: IconWorld,
  mobile: IconDeviceMobile,
  email: IconMail,
  phone: IconPhone,
  chat: IconMessageCircle,
  whatsapp: IconBrandWhatsapp,
  messenger: IconBrandMessenger,
  instagram: IconBrandInstagram,
  store: IconBuildingStore,
  review_site: IconStar,
  carrier: IconTruckDelivery,
};

function Sign({ channel }: { channel: string }) {
  const Icon = icons[channel] ?? IconPoint;
  return <Icon size={15} stroke={1.75} aria-hidden="true" />;
}

export function ChannelsView({ touchpoint }: { touchpoint: Touchpoint }) {
  const { word } = useI18n();
  if (touchpoint.channels.length === 0) return null;
  return (
    <ul className={classes.channels}>
      {touchpoint.channels.map((channel) => (
        <li key={channel}>
          <Sign channel={channel} />
          {word("channel", channel)}
        </li>
      ))}
    </ul>
  );
}

export function ChannelsEditor({ touchpoint }: { touchpoint: Touchpoint }) {
  const { t, word } = useI18n();
  const { edits } = useCanvas();
  const vocabulary = useQuery(vocabularyQuery);
  const [own, setOwn] = useState("");
  const { channels } = touchpoint;
  const known = [
    ...new Set([...Object.keys(icons), ...(vocabulary.data?.channels ?? []), ...channels]),
  ];
  const add = () => {
    const name = own.trim();
    setOwn("");
    if (name && !channels.includes(name))
      edits.change(touchpoint, { channels: [...channels, name] });
  };
  return (
    <div className={editor.editor}>
      <div className={editor.chips}>
        {known.map((channel, index) => {
          const on = channels.includes(channel);
          return (
            <button
              key={channel}
              type="button"
              className={editor.chip}
              aria-pressed={on}
              // biome-ignore lint/a11y/noAutofocus: it takes the place of what was just clicked
              autoFocus={index === 0}
              onClick={() =>
                edits.change(touchpoint, {
                  channels: on
                    ? channels.filter((other) => other !== channel)
                    : [...channels, channel],
                })
              }
            >
              <Sign channel={channel} />
              {word("channel", channel)}
            </button>
          );
        })}
      </div>
      <input
        className={editor.line}
        aria-label={t("channel.own")}
        placeholder={t("channel.own")}
        maxLength={60}
        value={own}
        onChange={(event) => setOwn(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          add();
        }}
        onBlur={add}
      />
    </div>
  );
}
