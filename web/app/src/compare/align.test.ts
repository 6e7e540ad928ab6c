import { describe, expect, it } from "vitest";
import type { Journey, Touchpoint, TouchpointFigures } from "../api/types";
import { align, differences, feelingOf } from "./align";

function touchpoint(id: string, name: string, kind?: string, felt: number | null = null) {
  const signals = kind ? [{ kind, channel: null, subject: null, properties: {} }] : [];
  return { id, name, signals, felt } as unknown as Touchpoint;
}
function journey(...stages: [string, string, Touchpoint[]][]): Journey {
  return {
    stages: stages.map(([name, hue, touchpoints]) => ({ name, hue, touchpoints })),
  } as unknown as Journey;
}
const shape = (left: Journey, right: Journey) =>
  align(left, right).map(({ hue, pairs }) => [
    hue,
    ...pairs.map((pair) => `${pair.left?.id ?? "–"} ${pair.right?.id ?? "–"} ${pair.by ?? ""}`),
  ]);

describe("aligning", () => {
  it("matches by wiring before names, whatever the accents", () => {
    const left = journey([
      "Achat",
      "decision",
      [touchpoint("l1", "Panier", "product_added"), touchpoint("l2", "Réglé !")],
    ]);
    const right = journey([
      "Buy",
      "decision",
      [touchpoint("r1", "Regle"), touchpoint("r2", "Basket", "product_added")],
    ]);
    expect(shape(left, right)).toEqual([["decision", "l1 r2 signals", "l2 r1 name"]]);
  });

  it("leaves alone what stands on one map only, in the stage it stands in", () => {
    const left = journey(["A", "awareness", [touchpoint("l1", "Ad")]]);
    const right = journey(
      ["B", "awareness", [touchpoint("r1", "Friend")]],
      ["C", "advocacy", [touchpoint("r2", "Review")]],
    );
    expect(shape(left, right)).toEqual([
      ["awareness", "l1 – ", "– r1 "],
      ["advocacy", "– r2 "],
    ]);
  });

  it("gives a touchpoint to one partner only", () => {
    const left = journey(["A", "decision", [touchpoint("l1", "Pay"), touchpoint("l2", "Pay")]]);
    const right = journey(["A", "decision", [touchpoint("r1", "Pay")]]);
    expect(shape(left, right)).toEqual([["decision", "l1 r1 name", "l2 – "]]);
  });
});

const figures = (id: string, values: Partial<TouchpointFigures>) =>
  new Map([[id, { touchpoint_id: id, customers: 100, ...values } as TouchpointFigures]]);

describe("differences", () => {
  const left = journey(["A", "decision", [touchpoint("l", "Pay", undefined, 1)]]);
  const right = journey(["A", "decision", [touchpoint("r", "Pay", undefined, -1)]]);
  const compare = (a: Partial<TouchpointFigures>, b: Partial<TouchpointFigures>) =>
    differences(
      align(left, right),
      { journey: left, figures: figures("l", a) },
      { journey: right, figures: figures("r", b) },
    );

  it("come largest first, and small ones not at all", () => {
    expect(compare({ reach: 0.5, lost: 0.2 }, { reach: 0.2, lost: 0.21 })).toEqual([
      { what: "reach", touchpoint: "Pay", left: 0.5, right: 0.2 },
      { what: "feeling", touchpoint: "Pay", left: 1, right: -1 },
    ]);
  });

  it("say nothing of shares of too few customers", () => {
    expect(compare({ reach: 0.5, customers: 4 }, { reach: 0.2 }).map(({ what }) => what)).toEqual([
      "feeling",
    ]);
  });

  it("trust what is measured once enough people answered", () => {
    const drawn = touchpoint("t", "T", undefined, 1);
    const felt = (answers: number) => ({ felt: { mean: -0.4, answers } }) as TouchpointFigures;
    expect(feelingOf(drawn, felt(30))).toEqual({ value: -0.4, answers: 30 });
    expect(feelingOf(drawn, felt(3))).toEqual({ value: 1, answers: 0 });
    expect(feelingOf(touchpoint("t", "T"), undefined)).toBeNull();
  });
});
