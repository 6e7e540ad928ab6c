import { describe, expect, it } from "vitest";
import type { Stage } from "../../api/types";
import { COLUMN, columnWidth, GUTTER, layOut, WIDEST } from "./layout";

const stages = [
  { id: "s1", touchpoints: [{ id: "a" }, { id: "b" }] },
  { id: "s2", touchpoints: [] },
  { id: "s3", touchpoints: [{ id: "c" }] },
] as unknown as Stage[];

describe("layOut", () => {
  it("gives an empty stage the room of one column", () => {
    const { columns, width } = layOut(stages, 200, 40);
    expect(columns.map(({ id, x }) => [id, x])).toEqual([
      ["a", 0],
      ["b", 200],
      ["c", 440 + 240],
    ]);
    expect(width).toBe(4 * 200 + 3 * 40);
  });
});

describe("columnWidth", () => {
  it("spreads few columns, up to a limit, and never squeezes many", () => {
    expect(columnWidth(stages, 5000, GUTTER)).toBe(WIDEST);
    expect(columnWidth(stages, 320, GUTTER)).toBe(COLUMN);
    const between = columnWidth(stages, 1400, GUTTER);
    expect(between).toBeGreaterThan(COLUMN);
    expect(between).toBeLessThan(WIDEST);
  });
});
