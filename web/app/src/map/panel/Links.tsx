/** Where a touchpoint leads besides the next one: branches and loops, as a list. */
import { CloseButton, Select } from "@mantine/core";
import type { Touchpoint } from "../../api/types";
import { useI18n } from "../../i18n";
import { useMap } from "../context";
import { findTouchpoint } from "../model";
import classes from "./Panel.module.css";

export function Links({ touchpoint }: { touchpoint: Touchpoint }) {
  const { t } = useI18n();
  const { journey, editable, edits } = useMap();
  const name = (id: string) => findTouchpoint(journey, id)?.touchpoint.name;
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
          data={free.map(({ id, name: label }) => ({ value: id, label }))}
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
              {link.label && <span className={classes.muted}> · {link.label}</span>}
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
