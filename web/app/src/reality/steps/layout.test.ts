import { describe, expect, it } from "vitest";
import type { Flows } from "../queries";
import { BAR, COLUMN, sankeyOf } from "./layout";

const node = (name: string | null, cases: number, ended = 0) => ({
  name,
  names: name === null ? ["x", "y"] : [name],
  cases,
  ended,
});

const report = {
  customers: 100,
  cases: 100,
  steps: [
    { cases: 100, nodes: [node("A", 60), node("B", 40, 10)] },
    { cases: 90, nodes: [node("C", 50), node("D", 30), node(null, 10)] },
  ],
  links: [
    { step: 1, from: "A", to: "D", cases: 30 },
    { step: 1, from: "A", to: "C", cases: 30 },
    { step: 1, from: "B", to: "C", cases: 20 },
    { step: 1, from: "B", to: null, cases: 10 },
  ],
  left_out: { activities: 0, interactions: 0, without_case: 0 },
} satisfies Flows;

describe("a Sankey diagram", () => {
  it("draws all heights to one scale", () => {
    const { bars } = sankeyOf(report, false);
    const [a, b] = bars;
    expect((a?.height ?? 0) / (b?.height ?? 1)).toBeCloseTo(1.5);
    expect((b?.ended ?? 0) / (b?.height ?? 1)).toBeCloseTo(0.25);
  });

  it("puts what comes from above above, and the others at the foot", () => {
    const { bars } = sankeyOf(report, false);
    expect(bars.map(({ node }) => node.name)).toEqual(["A", "B", "D", "C", null]);
    for (const step of [0, 1]) {
      const column = bars.filter((bar) => bar.step === step);
      column.slice(1).forEach((bar, index) => {
        const before = column[index];
        expect(bar.y).toBeGreaterThanOrEqual((before?.y ?? 0) + (before?.height ?? 0));
      });
    }
  });

  it("stands mirrored when one goes back", () => {
    const there = sankeyOf(report, false);
    const back = sankeyOf(report, true);
    expect(there.columns).toEqual([0, COLUMN]);
    expect(back.columns).toEqual([COLUMN, 0]);
    expect(there.ribbons[0]?.path.startsWith(`M${BAR} `)).toBe(true);
    expect(back.ribbons[0]?.path.startsWith(`M${COLUMN} `)).toBe(true);
    expect(back.ribbons).toHaveLength(4);
  });

  it("lets ribbons of a bar lie side by side", () => {
    const { ribbons } = sankeyOf(report, false);
    const start = (name: string) =>
      Number(
        ribbons
          .find(({ link }) => link.from === "A" && link.to === name)
          ?.path.match(/^M\d+ ([\d.]+)/)?.[1],
      );
    const scale = 380 / 100;
    expect(start("C") - start("D")).toBeCloseTo(30 * scale);
  });

  it("is empty where nobody is", () => {
    expect(sankeyOf({ ...report, steps: [], links: [] }, false).bars).toEqual([]);
  });
});
