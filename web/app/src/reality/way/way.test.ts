import { describe, expect, it } from "vitest";
import type { Place } from "../queries";
import { reportOf } from "./way";

const place = (id: string, column: number): Place => ({
  id,
  name: id.toUpperCase(),
  hue: "decision",
  column,
});
const step = (touchpoint_id: string, minute: number) => ({
  touchpoint_id,
  at: new Date(Date.UTC(2026, 2, 4, 10, minute)).toISOString(),
});

describe("the way of one customer", () => {
  const places = [place("a", 0), place("b", 1)];

  it("counts each passage, with the mean time it took", () => {
    const report = reportOf([step("a", 0), step("b", 2), step("a", 3), step("b", 9)], places);
    const there = report.edges.find(({ from }) => from === "A");
    expect(there).toMatchObject({ to: "B", count: 2, mean_seconds: 240 });
    expect(report.nodes.map(({ count }) => count)).toEqual([2, 2]);
    expect([report.starts[0]?.name, report.ends[0]?.name]).toEqual(["A", "B"]);
  });

  it("leaves out what is no longer on the map, and may be none", () => {
    expect(reportOf([step("gone", 0), step("a", 1)], places).interactions).toBe(1);
    expect(reportOf([], places).customers).toBe(0);
  });
});
