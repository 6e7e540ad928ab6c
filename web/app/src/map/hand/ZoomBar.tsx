/** Buttons for what wheel, fingers and keys do as well. */
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconArrowsMaximize, IconMap, IconMinus, IconPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useI18n } from "../../i18n";
import { useMap } from "../context";
import classes from "./Hand.module.css";
import { LARGEST, SMALLEST, useSight } from "./view";
import { fitAll, zoomBy, zoomTo } from "./zoom";

function Tool(props: {
  label: string;
  keys: string;
  run: () => void;
  disabled?: boolean;
  pressed?: boolean;
  children: ReactNode;
}) {
  return (
    <Tooltip label={`${props.label} (${props.keys})`}>
      <ActionIcon
        size={28}
        variant="subtle"
        color="gray"
        aria-label={props.label}
        aria-pressed={props.pressed}
        disabled={props.disabled}
        onClick={props.run}
      >
        {props.children}
      </ActionIcon>
    </Tooltip>
  );
}

export function ZoomBar() {
  const { t, format } = useI18n();
  const { view } = useMap().hand;
  const { zoom, minimap } = useSight(view);
  const percent = format.percent(zoom);
  return (
    <div className={classes.zoom} role="toolbar" aria-label={t("zoom.bar")}>
      <Tool
        label={t("key.zoom_out")}
        keys="−"
        disabled={zoom <= SMALLEST}
        run={() => zoomBy(view, -1)}
      >
        <IconMinus size={16} aria-hidden="true" />
      </Tool>
      <Tooltip label={t("key.zoom_reset")}>
        <button
          type="button"
          className={classes.percent}
          aria-label={t("zoom.value", { percent })}
          onClick={() => zoomTo(view, 1)}
        >
          {percent}
        </button>
      </Tooltip>
      <Tool
        label={t("key.zoom_in")}
        keys="+"
        disabled={zoom >= LARGEST}
        run={() => zoomBy(view, 1)}
      >
        <IconPlus size={16} aria-hidden="true" />
      </Tool>
      <Tool label={t("key.fit")} keys="0" run={() => fitAll(view)}>
        <IconArrowsMaximize size={16} aria-hidden="true" />
      </Tool>
      <Tool
        label={t("key.minimap")}
        keys="M"
        pressed={minimap}
        run={() => view.set({ minimap: !minimap })}
      >
        <IconMap size={16} aria-hidden="true" />
      </Tool>
    </div>
  );
}
