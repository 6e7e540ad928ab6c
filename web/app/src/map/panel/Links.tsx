/** Where a touchpoint leads besides the next one: branches and loops, as a list. */
import { CloseButton, Select } from "@mantine/core";
import type { JourneyLink, Touchpoint } from "../../api/types";
import { useI18n } from "../../i18n";
import { useCanvas } from "../canvas/context";
import { said } from "../canvas/speech";
import { useMap } from "../context";
import { findTouchpoint } from "../model";
import classes from "./Panel.module.css";

/** When customers take it, in the language the map is read in. */
function Label({ link }: { link: JourneyLink }) {
  const { reading } = useCanvas();
  const { text, untranslated } = said(link, "label", link.label, reading);
  if (!text) return null;
  return (
    <span className={classes.muted} data-untranslated={untranslated || undefined}>
      {" "}
      · {text}
    </span>
  );
}

export function Links({ touchpoint }: { touchpoint: Touchpoint }) {
  const { t } = useI18n();
  const { journey, editable, edits } = useMap();
  const { reading } = useCanvas();
  const name = (id: string) => {
    const found = findTouchpoint(journey, id)?.touchpoint;
    return found && said(found, "name", found.name, reading).text;
  };
  const links = (journey.links ?? []).filter(
    ({ from, to }) => from === touchpoint.id && name(to) !== undefined,
  );
  const taken = new Set([touchpoint.id, ...links.map(({ to }) => to)]);
  const free = journey.stages.flatMap(({ touchpoints }) =>
    touchpoints.filter(({ id }) => !taken.has(id)),
  );
  if (!editable && links.length === 0) return null;
  return (
    <div>
      {editable ? (
        <Select
          // Made anew after each choice: it holds none, it only adds.
          key={links.length}
          label={t("table.links")}
          placeholder={t("links.add")}
          searchable
          data={free.map(({ id }) => ({ value: id, label: name(id) ?? "" }))}
          value={null}
          onChange={(to) => to && edits.addLink(touchpoint.id, to, "")}
        />
      ) : (
        <span className={classes.laneName}>{t("table.links")}</span>
      )}
      <ul className={classes.links}>
        {links.map((link) => (
          <li key={link.id}>
            <span>
              {name(link.to)}
              <Label link={link} />
            </span>
            {editable && (
              <CloseButton
                size="sm"
                aria-label={`${t("links.remove")} (${name(link.to)})`}
                onClick={() => edits.removeLink(link)}
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
