import { describe, expect, it } from "vitest";
import { type CreditModel, models } from "../search";
import { credited, creditOf, disagreement, ranked, roleOf } from "./models";
import type { Attribution, Touch } from "./query";

const touch = (name: string, credit: Partial<Record<CreditModel, number>>): Touch => ({
  ...(Object.fromEntries(
    models.map((model) => [
      model,
      { conversions: credit[model] ?? 0, value: (credit[model] ?? 0) * 10 },
    ]),
  ) as Record<CreditModel, { conversions: number; value: number }>),
  name,
  removal_effect: 0,
});

const even = { first: 50, last: 50, linear: 50, time_decay: 50, markov: 50, shapley: 50 };

const report = (...touches: Touch[]): Attribution => ({
  goals: ["Order"],
  touches_are: "activity",
  conversions: 120,
  value: 1200,
  untouched: 20,
  untouched_value: 200,
  unconverted: 300,
  conversion_rate: 0.25,
  half_life_seconds: 604_800,
  touches,
  left_out: { activities: 0, interactions: 0, without_case: 0 },
});

describe("credit", () => {
  const search = touch("Search", { ...even, first: 90, last: 5 });
  const payment = touch("Payment", { ...even, first: 10, last: 95, markov: 40 });
  const asked = report(search, payment);

  it("is shared among conversions that a touch preceded", () => {
    expect(credited(asked)).toBe(100);
    expect(creditOf(asked, payment, "last", "share")).toBe(0.95);
    expect(creditOf(asked, payment, "last", "conversions")).toBe(95);
    expect(creditOf(asked, payment, "last", "value")).toBe(950);
    expect(creditOf({ ...asked, conversions: 20 }, payment, "last", "share")).toBe(0);
  });

  it("is ranked by the model one rests on", () => {
    const names = (model: CreditModel) => ranked(asked, model, "share").map(({ name }) => name);
    expect(names("first")).toEqual(["Search", "Payment"]);
    expect(names("last")).toEqual(["Payment", "Search"]);
  });

  it("says where another model is furthest from that", () => {
    expect(disagreement(asked, "markov")).toEqual({
      name: "Payment",
      model: "last",
      share: 0.95,
      rest: 0.4,
    });
    expect(disagreement(asked, "last")).toMatchObject({ name: "Search", model: "first" });
    expect(disagreement(report(touch("Search", even)), "markov")).toBeNull();
    expect(disagreement(report(touch("Search", { ...even, last: 59 })), "markov")).toBeNull();
  });

  it("tells openers from closers", () => {
    const found = { name: "Search", share: 0.6, rest: 0.2 };
    expect(roleOf({ ...found, model: "first" }, "markov")).toBe("opens");
    expect(roleOf({ ...found, model: "last" }, "markov")).toBe("closes");
    expect(roleOf({ ...found, model: "linear" }, "markov")).toBeNull();
    expect(roleOf({ ...found, model: "last", share: 0.1 }, "markov")).toBeNull();
    expect(roleOf({ ...found, model: "first", share: 0 }, "last")).toBe("closes");
  });
});
