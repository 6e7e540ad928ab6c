/** Lifetime value beside what one works out on paper from the same orders. */
import type { Lifetime, RfmGroup } from "./query";

export interface Worth {
  orders: number;
  /** Money an order; null where worth is not known. */
  perOrder: number | null;
  /** Money a customer. */
  perCustomer: number | null;
}

export interface Compared {
  /** What the model expects of a customer, on average, within the horizon. */
  model: Worth;
  /** The mean value of an order times orders so far. */
  past: Worth;
  /** The same of repeat orders alone: what came after the first. */
  again: Worth;
}

const total = (groups: readonly RfmGroup[], of: (group: RfmGroup) => number): number =>
  groups.reduce((sum, group) => sum + of(group), 0);

export const boughtOf = (groups: readonly RfmGroup[]) => ({
  customers: total(groups, ({ customers }) => customers),
  purchases: total(groups, ({ purchases }) => purchases),
  value: total(groups, ({ value }) => value),
});

export function compared({ expected, groups }: Pick<Lifetime, "expected" | "groups">): Compared {
  const { customers, purchases, value } = boughtOf(groups);
  const of = (number: number) => (customers > 0 ? number / customers : 0);
  const perOrder = value > 0 && purchases > 0 ? value / purchases : null;
  const worth = (orders: number): Worth => ({
    orders,
    perOrder,
    perCustomer: perOrder === null ? null : perOrder * orders,
  });
  return {
    model: {
      orders: of(expected.orders),
      perOrder:
        expected.value != null && expected.orders > 0 ? expected.value / expected.orders : null,
      perCustomer: expected.value == null ? null : of(expected.value),
    },
    past: worth(of(purchases)),
    again: worth(of(purchases - customers)),
  };
}
