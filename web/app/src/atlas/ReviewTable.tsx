/** The touchpoints to review, one row each, with a box to choose several. */
import { Checkbox } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useI18n } from "../i18n";
import type { Neglected } from "./api";
import classes from "./Review.module.css";

export function ReviewTable(props: {
  items: Neglected[];
  /** Left out for people who may not change anything. */
  chosen?: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
}) {
  const { t, format } = useI18n();
  const { items, chosen, onChoose } = props;
  const count = items.filter((item) => chosen?.has(item.touchpoint_id)).length;
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          {chosen && (
            <td className={classes.box}>
              <Checkbox
                label={<span className={classes.allWord}>{t("attention.select.all")}</span>}
                aria-label={t("attention.select.all")}
                checked={count > 0 && count === items.length}
                indeterminate={count > 0 && count < items.length}
                onChange={() =>
                  onChoose(
                    new Set(count === items.length ? [] : items.map((item) => item.touchpoint_id)),
                  )
                }
              />
            </td>
          )}
          <th scope="col">{t("attention.column.touchpoint")}</th>
          <th scope="col">{t("attention.column.team")}</th>
          <th scope="col">{t("attention.column.last")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.touchpoint_id}>
            {chosen && (
              <td className={classes.box}>
                <Checkbox
                  aria-label={t("attention.select", { name: item.touchpoint })}
                  checked={chosen.has(item.touchpoint_id)}
                  onChange={() => toggle(item.touchpoint_id)}
                />
              </td>
            )}
            <th scope="row">
              <Link
                to="/journeys/$id"
                params={{ id: item.journey.id }}
                search={{ touchpoint: item.touchpoint_id }}
                className={classes.name}
              >
                {item.touchpoint}
              </Link>
              <span className={classes.muted}>
                {item.journey.name} · {item.stage}
              </span>
            </th>
            <td data-missing={item.owning_team === "" || undefined}>
              {item.owning_team || t("attention.team.none")}
            </td>
            <td data-missing={item.stale || undefined}>
              {item.reviewed_at
                ? t("attention.last", {
                    when: format.ago(item.reviewed_at),
                    name: item.reviewed_by ?? "–",
                  })
                : t("attention.never")}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
