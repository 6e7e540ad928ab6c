import { describe, expect, it } from "vitest";
import type { Lane } from "../../../api/types";
import { addLane, moveLane, removeLane, shown } from "./lanes";

const lane = (id: string, hidden = false) =>
  ({ id, kind: "text", name: id, hidden, folded: false }) as Lane;
const ids = (lanes: Lane[]) => lanes.map(({ id }) => id).join(" ");
const lanes = [lane("a"), lane("x", true), lane("b"), lane("c")];

describe("moveLane", () => {
  it("counts places among the lanes that are shown", () => {
    expect(ids(shown(moveLane(lanes, "c", 0)))).toBe("c a b");
    expect(ids(shown(moveLane(lanes, "a", 1)))).toBe("b a c");
    expect(ids(shown(moveLane(lanes, "a", 2)))).toBe("b c a");
    expect(ids(shown(moveLane(lanes, "a", 9)))).toBe("b c a");
  });

  it("loses none, hidden ones neither", () => {
    expect(moveLane(lanes, "b", 0)).toHaveLength(4);
    expect(ids(moveLane(lanes, "zz", 0))).toBe(ids(lanes));
  });
});

it("a free lane gets an id that no other has, even after one was removed", () => {
  const two = addLane(addLane(lanes, "list", "Ideas"), "link", "Links");
  expect(ids(two)).toBe("a x b c free1 free2");
  expect(ids(addLane(removeLane(two, "free1"), "text", "Again"))).toBe("a x b c free2 free1");
});
