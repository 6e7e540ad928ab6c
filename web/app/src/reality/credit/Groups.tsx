/** All who ever bought, in groups by how lately and how often. */
import { useI18n } from "../../i18n";
import { TOO_FEW } from "../../i18n/format";
import { Defined } from "../../ui/Figure";
import { OpensBehind } from "../behind/Behind";
import classes from "./Credit.module.css";
import type { RfmGroup } from "./query";
import { boughtOf } from "./simple";
import { useLifetimeBehind } from "./words";

interface Head {
  label: string;
  definition: string;
  number(group: RfmGroup): number;
  text(group: RfmGroup): string;
  /** 0 to 1, where a bar helps. */
  bar?(group: RfmGroup): number;
}

export function useGroupCells(groups: readonly RfmGroup[]) {
  const { t, format } = useI18n();
  const all = boughtOf(groups);
  const few = (group: RfmGroup, text: string) =>
    group.customers < TOO_FEW ? t("common.too_few") : text;
  const of = (part: number, whole: number) => (whole > 0 ? part / whole : 0);
  const customers = (group: RfmGroup) => of(group.customers, all.customers);
  const value = (group: RfmGroup) => of(group.value, all.value);
  const orders = (group: RfmGroup) => of(group.purchases, group.customers);
  const worth = (group: RfmGroup) => of(group.value, group.purchases);
  const heads: Head[] = [
    {
      label: t("reality.lifetime.col.customers"),
      definition: t("reality.lifetime.col.customers.why"),
      number: (group) => group.customers,
      text: (group) => `${format.number(group.customers)} · ${format.percent(customers(group))}`,
      bar: customers,
    },
    {
      label: t("reality.lifetime.col.orders"),
      definition: t("reality.lifetime.col.orders.why"),
      number: orders,
      text: (group) => few(group, format.mean(orders(group))),
    },
  ];
  if (all.value > 0) {
    heads.push(
      {
        label: t("reality.lifetime.per.order"),
        definition: t("reality.lifetime.money.why"),
        number: worth,
        text: (group) => few(group, format.number(worth(group))),
      },
      {
        label: t("reality.lifetime.col.value"),
        definition: t("reality.lifetime.col.value.why"),
        number: (group) => group.value,
        text: (group) =>
          few(group, `${format.number(group.value)} · ${format.percent(value(group))}`),
        bar: value,
      },
    );
  }
  return { heads, name: ({ group }: RfmGroup) => t(`reality.group.${group}`) };
}

export function Groups({ groups }: { groups: readonly RfmGroup[] }) {
  const { t } = useI18n();
  const behind = useLifetimeBehind();
  const cells = useGroupCells(groups);
  return (
    <section className={classes.section}>
      <h2 className={classes.title}>{t("reality.lifetime.groups")}</h2>
      <p className={classes.aside}>{t("reality.lifetime.groups.why")}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, so keys must reach it */}
      <section className={classes.frame} aria-label={t("reality.lifetime.groups")} tabIndex={0}>
        <table className={classes.table} data-figures>
          <thead>
            <tr>
              <th scope="col" className={classes.name}>
                {t("reality.lifetime.group")}
              </th>
              {cells.heads.map(({ label, definition }) => (
                <th key={label} scope="col">
                  <Defined definition={definition}>{label}</Defined>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <tr key={group.group}>
                <th scope="row" className={classes.name}>
                  <Defined definition={t(`reality.group.${group.group}.why`)}>
                    {cells.name(group)}
                  </Defined>
                </th>
                {cells.heads.map((head, column) => (
                  <td key={head.label}>
                    {column === 0 ? (
                      <OpensBehind {...behind(cells.name(group), group.group)}>
                        {head.text(group)}
                      </OpensBehind>
                    ) : (
                      head.text(group)
                    )}
                    {head.bar && (
                      <span className={classes.track} aria-hidden="true">
                        <span style={{ width: `${head.bar(group) * 100}%` }} />
                      </span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
