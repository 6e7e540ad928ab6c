/** The journey that a touchpoint opens into. The server refuses circles. */
import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Touchpoint } from "../../api/types";
import { useI18n } from "../../i18n";
import { journeysQuery } from "../../journeys/queries";
import { useMap } from "../context";
import classes from "./Panel.module.css";

export function SubJourney({ touchpoint }: { touchpoint: Touchpoint }) {
  const { t } = useI18n();
  const { journey, editable, edits } = useMap();
  const journeys = useQuery(journeysQuery);
  const { sub_journey: sub } = touchpoint;
  const others = (journeys.data?.items ?? []).filter(({ id }) => id !== journey.id);
  if (!editable && !sub) return null;
  return (
    <div>
      <Select
        label={t("sub.label")}
        placeholder={t("sub.none")}
        clearable
        searchable
        readOnly={!editable}
        data={others.map(({ id, name }) => ({ value: id, label: name }))}
        value={sub?.id ?? null}
        onChange={(id) => {
          const chosen = others.find((other) => other.id === id);
          edits.change(touchpoint, {
            sub_journey: chosen ? { id: chosen.id, name: chosen.name } : null,
          });
        }}
      />
      {sub && (
        <Link to="/journeys/$id" params={{ id: sub.id }} className={classes.more}>
          {t("sub.open")}
        </Link>
      )}
    </div>
  );
}
