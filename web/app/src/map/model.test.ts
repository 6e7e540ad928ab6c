import { describe, expect, it } from "vitest";
import type { Journey, Stage, Touchpoint } from "../api/types";
import {
  addLink,
  drawn,
  findTouchpoint,
  moveStage,
  moveTouchpoint,
  moveTouchpoints,
  patched,
  placed,
  putBack,
  removeLink,
  removeTouchpoint,
  removeTouchpoints,
} from "./model";

const touchpoint = (id: string, stage_id: string, position: number): Touchpoint => ({
  ...drawn(id, stage_id, { name: id }),
  position,
  revision: 1,
});

const stage = (id: string, position: number, ids: string[]): Stage => ({
  id,
  name: id,
  hue: "decision",
  position,
  translations: {},
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
  translations: {},
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

describe("moveTouchpoints", () => {
  it("moves several from several stages, in the order given", () => {
    expect(shape(moveTouchpoints(journey, ["d", "a"], "s3", 0))).toEqual(["s1:bc", "s2:", "s3:da"]);
  });

  it("counts the place among those that stay", () => {
    expect(shape(moveTouchpoints(journey, ["a", "d"], "s1", 1))).toEqual(["s1:badc", "s2:", "s3:"]);
  });

  it("leaves the journey alone when the stage is gone", () => {
    expect(moveTouchpoints(journey, ["a"], "zz", 0)).toBe(journey);
  });
});

it("puts removed touchpoints back where they stood", () => {
  const items = placed(journey, ["c", "a", "d"]);
  const rest = removeTouchpoints(journey, ["a", "c", "d"]);
  expect(shape(rest)).toEqual(["s1:b", "s2:", "s3:"]);
  expect(shape(putBack(rest, items))).toEqual(shape(journey));
  // Restored twice, as when the server answered after all: each is there once.
  expect(shape(putBack(journey, items))).toEqual(shape(journey));
});

it("merges translations and free lanes, and takes away what says nothing", () => {
  const value = (text: string) => ({ text, lines: [], address: null });
  const before = {
    ...touchpoint("a", "s1", 0),
    translations: { en: { name: "Checkout", needs: "Speed" } },
    free: { l1: value("Un"), l2: value("Deux") },
  };
  const after = patched(before, {
    needs: "Vite",
    translations: { en: { needs: "" } },
    free: { l1: value("") },
  });
  expect(after.needs).toBe("Vite");
  expect(after.translations).toEqual({ en: { name: "Checkout" } });
  expect(after.free).toEqual({ l2: value("Deux") });
});

it("draws a link once, with its newest label", () => {
  const link = { id: "l1", from: "a", to: "d", label: "abandon", translations: {} };
  const twice = addLink(addLink(journey, link), { ...link, id: "l2", label: "retour" });
  expect(twice.links).toEqual([{ ...link, label: "retour" }]);
  expect(removeLink(twice, "a", "d").links).toEqual([]);
});
