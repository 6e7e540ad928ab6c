/** The touchpoints to review, one row each, with a box to choose several. */
import { Checkbox } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useI18n } from "../i18n";
import type { Attention } from "./api";
import classes from "./Review.module.css";

export function ReviewTable(props: {
  items: Attention[];
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
                aria-label={t("review.select.all")}
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
          <th scope="col">{t("review.column.touchpoint")}</th>
          <th scope="col">{t("review.column.team")}</th>
          <th scope="col">{t("review.column.last")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.touchpoint_id}>
            {chosen && (
              <td className={classes.box}>
                <Checkbox
                  aria-label={t("review.select", { name: item.name })}
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
                {item.name}
              </Link>
              <span className={classes.muted}>
                {item.journey.name} · {item.stage}
              </span>
            </th>
            <td data-missing={item.owning_team === "" || undefined}>
              {item.owning_team || t("review.team.none")}
            </td>
            <td data-missing={item.stale || undefined}>
              {item.reviewed_at
                ? t("review.last", {
                    when: format.ago(item.reviewed_at),
                    name: item.reviewed_by ?? "–",
                  })
                : t("review.never")}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
