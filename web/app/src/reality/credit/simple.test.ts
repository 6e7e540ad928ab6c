import { describe, expect, it } from "vitest";
import { lifetimeQuestion } from "./query";
import { boughtOf, compared } from "./simple";

const groups = [
  { group: "champions" as const, customers: 20, purchases: 60, value: 6000 },
  { group: "lost" as const, customers: 80, purchases: 80, value: 8000 },
];

describe("lifetime value on paper", () => {
  it("adds groups up", () => {
    expect(boughtOf(groups)).toEqual({ customers: 100, purchases: 140, value: 14_000 });
  });

  it("stands beside what the model expects", () => {
    const { model, past, again } = compared({
      expected: { alive: 50, orders: 50, value: 4500 },
      groups,
    });
    expect(model).toEqual({ orders: 0.5, perOrder: 90, perCustomer: 45 });
    expect(past).toEqual({ orders: 1.4, perOrder: 100, perCustomer: 140 });
    expect(again).toEqual({ orders: 0.4, perOrder: 100, perCustomer: 40 });
  });

  it("knows no money where none was told", () => {
    const free = groups.map((group) => ({ ...group, value: 0 }));
    const { model, past } = compared({
      expected: { alive: 1, orders: 1, value: null },
      groups: free,
    });
    expect([model.perOrder, model.perCustomer, past.perCustomer]).toEqual([null, null, null]);
    expect(compared({ expected: { alive: 0, orders: 0 }, groups: [] }).past.orders).toBe(0);
  });
});

describe("the question of lifetime value", () => {
  const question = {
    period: "90d" as const,
    journey: "jrn_1",
    cases: "session" as const,
    channel: "web",
    property: undefined,
    persona: undefined,
    through: "A",
    not_through: undefined,
    in_order: undefined,
  };

  it("is about all orders there ever were", () => {
    expect(lifetimeQuestion({ ...question, by: "touchpoint" })).toMatchObject({
      period: "all",
      cases: undefined,
      channel: "web",
      through: "A",
    });
  });

  it("has no use for filters by stage", () => {
    const asked = lifetimeQuestion({ ...question, by: "stage" });
    expect(asked.by).toBe("touchpoint");
    expect(asked).not.toHaveProperty("through");
  });
});
