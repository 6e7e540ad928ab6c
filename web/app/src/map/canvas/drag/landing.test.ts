import { describe, expect, it } from "vitest";
import type { Journey } from "../../../api/types";
import { gapAt, landing, stepFrom } from "./landing";

const journey = {
  stages: [
    { id: "s1", touchpoints: [{ id: "a" }, { id: "b" }, { id: "c" }] },
    { id: "s2", touchpoints: [] },
    { id: "s3", touchpoints: [{ id: "d" }] },
  ],
} as unknown as Journey;

it("gapAt finds the place between cards by their middles", () => {
  const cards = [
    { id: "a", left: 0, right: 100 },
    { id: "b", left: 100, right: 200 },
  ];
  expect([10, 60, 149, 151, 900].map((x) => gapAt(x, cards))).toEqual([0, 1, 1, 2, 2]);
});

describe("landing", () => {
  it("counts places as they are once the card has left its own", () => {
    expect(landing(journey, "a", "s1", 3)).toEqual({ stageId: "s1", position: 2 });
    expect(landing(journey, "c", "s1", 0)).toEqual({ stageId: "s1", position: 0 });
    expect(landing(journey, "a", "s3", 1)).toEqual({ stageId: "s3", position: 1 });
  });

  it("lands nowhere for a card that is gone", () => {
    expect(landing(journey, "zz", "s1", 0)).toBeUndefined();
  });
});

describe("stepFrom", () => {
  it("walks the whole map, through empty stages, and stops at its ends", () => {
    const seen: string[] = [];
    let at: ReturnType<typeof stepFrom> = { stageId: "s1", position: 1 };
    while (at) {
      seen.push(`${at.stageId}:${at.position}`);
      at = stepFrom(journey, "b", at, 1);
    }
    expect(seen).toEqual(["s1:1", "s1:2", "s2:0", "s3:0", "s3:1"]);
    expect(stepFrom(journey, "b", { stageId: "s2", position: 0 }, -1)).toEqual({
      stageId: "s1",
      position: 2,
    });
    expect(stepFrom(journey, "a", { stageId: "s1", position: 0 }, -1)).toBeUndefined();
  });
});
