/** A touchpoint on the map: its name, its figures, and a menu. A click opens its panel. */
import { Tooltip } from "@mantine/core";
import { IconFlag2Filled } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type MouseEvent, useEffect, useRef, useState } from "react";
import type { Stage, Touchpoint } from "../../api/types";
import { useI18n } from "../../i18n";
import type { MapSearch } from "../../routes";
import { InlineName } from "../../ui/InlineName";
import { useMap } from "../context";
import { CardFigures } from "./CardFigures";
import { CardMenu } from "./CardMenu";
import classes from "./TouchpointCard.module.css";

export function TouchpointCard(props: { touchpoint: Touchpoint; stage: Stage }) {
  const { touchpoint, stage } = props;
  const { t } = useI18n();
  const { journey, editable, search, edits } = useMap();
  const [renaming, setRenaming] = useState(false);
  const link = useRef<HTMLAnchorElement>(null);

  const selected = search.touchpoint === touchpoint.id;
  // The panel takes room from the board: keep the card it is about in view.
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (selected) card.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [selected]);

  // The whole card opens the panel for the mouse; for the keyboard the name is the link.
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    if (renaming || target.closest("a, button, input, [role=menu]")) return;
    if (event.currentTarget.contains(target)) link.current?.click();
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the link inside is the keyboard's way
    <article
      ref={card}
      className={classes.card}
      data-selected={selected || undefined}
      data-figures
      onClick={onClick}
    >
      <div className={classes.top}>
        {renaming ? (
          <InlineName
            value={touchpoint.name}
            label={t("touchpoint.name")}
            onDone={(name) => {
              setRenaming(false);
              if (name) edits.renameTouchpoint(touchpoint, name);
            }}
          />
        ) : (
          <h3 className={classes.name}>
            <Link
              ref={link}
              from="/journeys/$id"
              to="/journeys/$id"
              params={{ id: journey.id }}
              search={(old: MapSearch) => ({ ...old, touchpoint: touchpoint.id, panel: undefined })}
              className={classes.link}
              draggable={false}
              data-touchpoint={touchpoint.id}
            >
              {touchpoint.name}
            </Link>
            {touchpoint.goal && (
              <Tooltip label={t("touchpoint.goal")}>
                <IconFlag2Filled
                  size={14}
                  className={classes.goal}
                  role="img"
                  aria-label={t("touchpoint.goal")}
                />
              </Tooltip>
            )}
          </h3>
        )}
        {editable && !renaming && (
          <CardMenu touchpoint={touchpoint} stage={stage} onRename={() => setRenaming(true)} />
        )}
      </div>
      <CardFigures touchpoint={touchpoint} />
    </article>
  );
}
