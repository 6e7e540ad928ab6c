import { describe, expect, it } from "vitest";
import type { Place, Question } from "../queries";
import type { RealitySearch } from "../search";
import { daysBefore, daysIn, yearBefore } from "./days";
import { canCompare, isApart, isUneven, otherOf, turnedOf } from "./side";

const place = (id: string, name: string): Place => ({ id, name, hue: "decision", column: 0 });
const places = [place("a", "Panier"), place("b", "Taille, pointure"), place("c", "Paiement")];
const question = { period: "90d", journey: "jrn_1", by: "touchpoint" } as unknown as Question;
const other = (search: RealitySearch, asked = question) =>
  otherOf(search, { places, question: asked, today: "2026-12-01", channels: ["", "web", "app"] });

describe("days of a period", () => {
  it("count back from today, today included", () => {
    expect(daysIn({ period: "7d" }, "2026-03-03")).toEqual({
      from: "2026-02-25",
      to: "2026-03-03",
    });
    expect(daysIn({ period: "all" }, "2026-03-03")).toBeUndefined();
    expect(daysIn({ period: "7d" }, undefined)).toBeUndefined();
  });

  it("have as many right before them, and the same a year earlier", () => {
    const march = { from: "2028-02-29", to: "2028-03-01" };
    expect(daysBefore(march)).toEqual({ from: "2028-02-27", to: "2028-02-28" });
    expect(yearBefore(march)).toEqual({ from: "2027-02-28", to: "2027-03-01" });
    expect(daysBefore({ from: "2026-01-01", to: "2026-01-31" })).toEqual({
      from: "2025-12-01",
      to: "2025-12-31",
    });
  });
});

describe("the second side", () => {
  it("is the same question over other days", () => {
    expect(other({ vs: "before" })).toEqual({
      journey: "jrn_1",
      by: "touchpoint",
      from: "2026-06-05",
      to: "2026-09-02",
    });
    expect(other({ vs: "year", from: "2026-05-01", to: "2026-05-31" })).toMatchObject({
      from: "2025-05-01",
      to: "2025-05-31",
    });
    expect(other({ vs: "days", vs_from: "2026-01-01", vs_to: "2026-01-31" })).not.toHaveProperty(
      "period",
    );
    expect(other({ vs: "before", period: "all" })).toBeUndefined();
    expect(canCompare({ vs: "before", period: "all" })).toBe(false);
  });

  it("is another segment in the same days", () => {
    expect(
      other({ vs: "property", vs_property: "device=desktop", property: "device=mobile" }),
    ).toMatchObject({ period: "90d", property: "device=desktop" });
    expect(other({ vs: "channel", vs_channel: "app" })).toMatchObject({ channel: "app" });
    // What day it is does not matter to it, and need not be known.
    const known = { places, question, today: undefined, channels: [] };
    expect(otherOf({ vs: "channel", vs_channel: "app" }, known)).toMatchObject({ period: "90d" });
  });

  it("is the rest, where the rest can be asked for", () => {
    const through = { ...question, through: "Panier" };
    expect(other({ vs: "rest", through: "a" }, through)).toMatchObject({
      through: undefined,
      not_through: "Panier",
    });
    const without = { ...question, not_through: "Taille\\, pointure,Paiement" };
    expect(other({ vs: "rest", without: "b,c" }, without)).toMatchObject({
      not_through: undefined,
      through: "Taille\\, pointure|Paiement",
    });
    expect(other({ vs: "rest", channel: "web" })).toMatchObject({ channel: "app" });
  });

  it("has no rest of several places at once, of both, or of nothing", () => {
    expect(turnedOf({ through: "a,b" })).toBeUndefined();
    expect(turnedOf({ through: "a", without: "b" })).toBeUndefined();
    expect(turnedOf({ property: "device=mobile" })).toBeUndefined();
    expect(canCompare({ vs: "rest" })).toBe(false);
    expect(other({ vs: "rest" })).toBeUndefined();
  });

  it("is uneven when it has more or fewer days", () => {
    const march = { vs: "days", vs_from: "2026-03-01", vs_to: "2026-03-31" } as const;
    expect(isUneven(march)).toBe(true);
    expect(isUneven({ ...march, period: "all" })).toBe(true);
    expect(isUneven({ ...march, from: "2026-01-01", to: "2026-01-31" })).toBe(false);
    expect(isUneven({ vs: "before" })).toBe(false);
  });

  it("shares nobody with the first only when it is its opposite", () => {
    expect(isApart({ vs: "rest", through: "a" })).toBe(true);
    expect(isApart({ vs: "rest", channel: "web" })).toBe(false);
    expect(isApart({ vs: "before" })).toBe(false);
  });
});
