import { expect, it } from "vitest";
import { keyed } from "./Handle";

it("arrows move by half a point, with Shift by a tenth, within the scale", () => {
  expect(keyed("ArrowUp", false, 1)).toBe(1.5);
  expect(keyed("ArrowDown", true, 1)).toBe(0.9);
  expect(keyed("ArrowUp", false, 2)).toBe(2);
  expect(keyed("Home", false, 1)).toBe(-2);
});

it("a point that is not drawn begins in the middle; Delete clears it; other keys are not its own", () => {
  expect(keyed("ArrowDown", false, null)).toBe(0);
  expect(keyed("Delete", false, 1)).toBeNull();
  expect(keyed("Enter", false, 1)).toBeUndefined();
});
