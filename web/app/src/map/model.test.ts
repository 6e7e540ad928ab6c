import { describe, expect, it } from "vitest";
import type { Journey, Stage, Touchpoint } from "../api/types";
import { findTouchpoint, moveStage, moveTouchpoint, removeTouchpoint } from "./model";

const touchpoint = (id: string, stage_id: string, position: number): Touchpoint => ({
  id,
  stage_id,
  position,
  name: id,
  goal: false,
  channel: null,
  key_moment_image: null,
  owning_team: "",
  needs: "",
  key_moment: "",
  actions: "",
  does: "",
  thinks: "",
  feels: "",
  stands_in_the_way: "",
  strengths: "",
  frictions: "",
  revision: 1,
  signals: [],
});

const stage = (id: string, position: number, ids: string[]): Stage => ({
  id,
  name: id,
  hue: "decision",
  position,
  touchpoints: ids.map((name, index) => touchpoint(name, id, index)),
});

const journey: Journey = {
  id: "jrn_1",
  name: "Achat",
  scenario: "",
  start: "",
  end: "",
  goal: "",
  revision: 1,
  has_unpublished_changes: false,
  updated_at: "2026-01-01T00:00:00Z",
  updated_by: "Camille",
  stages: [stage("s1", 0, ["a", "b", "c"]), stage("s2", 1, ["d"]), stage("s3", 2, [])],
};

const shape = (of: Journey) =>
  of.stages.map((s) => `${s.id}:${s.touchpoints.map((t) => t.id).join("")}`);

describe("moveTouchpoint", () => {
  it("moves inside a stage, down and up", () => {
    expect(shape(moveTouchpoint(journey, "a", "s1", 2))).toEqual(["s1:bca", "s2:d", "s3:"]);
    expect(shape(moveTouchpoint(journey, "c", "s1", 0))).toEqual(["s1:cab", "s2:d", "s3:"]);
  });

  it("moves to another stage and renumbers both", () => {
    const moved = moveTouchpoint(journey, "a", "s2", 1);
    expect(shape(moved)).toEqual(["s1:bc", "s2:da", "s3:"]);
    expect(findTouchpoint(moved, "a")?.touchpoint).toMatchObject({ stage_id: "s2", position: 1 });
    expect(findTouchpoint(moved, "b")?.touchpoint.position).toBe(0);
  });

  it("lands at the end when the position is past it", () => {
    expect(shape(moveTouchpoint(journey, "a", "s3", 9))).toEqual(["s1:bc", "s2:d", "s3:a"]);
  });

  it("leaves the journey alone when the touchpoint is gone", () => {
    expect(moveTouchpoint(journey, "zz", "s3", 0)).toBe(journey);
  });
});

it("moves stages", () => {
  expect(moveStage(journey, "s1", 2).stages.map((s) => [s.id, s.position])).toEqual([
    ["s2", 0],
    ["s3", 1],
    ["s1", 2],
  ]);
});

it("removes a touchpoint and closes the gap", () => {
  const rest = removeTouchpoint(journey, "b");
  expect(shape(rest)[0]).toBe("s1:ac");
  expect(findTouchpoint(rest, "c")?.touchpoint.position).toBe(1);
  expect(rest.has_unpublished_changes).toBe(true);
});
