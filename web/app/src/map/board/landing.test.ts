import { describe, expect, it } from "vitest";
import type { Journey } from "../../api/types";
import { landing, nextRect } from "./landing";

const journey = {
  stages: [
    { id: "s1", touchpoints: [{ id: "a" }, { id: "b" }, { id: "c" }] },
    { id: "s2", touchpoints: [] },
  ],
} as unknown as Journey;

describe("landing", () => {
  it("takes the place of the card under it", () => {
    expect(landing(journey, "a", "c")).toEqual({ stageId: "s1", position: 2 });
    expect(landing(journey, "c", "a")).toEqual({ stageId: "s1", position: 0 });
  });

  it("goes last over a stage", () => {
    expect(landing(journey, "a", "s2")).toEqual({ stageId: "s2", position: 0 });
    expect(landing(journey, "a", "s1")).toEqual({ stageId: "s1", position: 2 });
  });

  it("lands nowhere over something unknown", () => {
    expect(landing(journey, "a", "zz")).toBeUndefined();
  });
});

describe("nextRect", () => {
  const rect = (left: number, top: number) => ({ left, top, width: 200, height: 100 });
  const from = rect(300, 200);
  const above = rect(300, 80);
  const below = rect(300, 320);
  const right = rect(540, 210);
  const farRight = rect(780, 200);
  const all = [above, below, right, farRight];

  it.each([
    ["ArrowUp", above],
    ["ArrowDown", below],
    ["ArrowRight", right],
    ["ArrowLeft", undefined],
  ])("%s", (code, expected) => {
    expect(nextRect(from, all, code)).toBe(expected);
  });
});
