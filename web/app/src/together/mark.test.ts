import { expect, it } from "vitest";
import { marksOf, readMark } from "./mark";

const key = (touchpoint: string, lane: string) => `${touchpoint}/${lane}`;

it("gathers who is at a place and what is open there", () => {
  const marks = marksOf(
    [
      { touchpoint_id: "a", field: "needs", name: "Karim" },
      { touchpoint_id: "a", field: "needs", name: "Karim" },
      { touchpoint_id: null, field: "", name: "Inès" },
    ],
    [
      { touchpoint_id: "a", field: "needs", open: 2 },
      { touchpoint_id: "b", field: "", open: 1 },
      { touchpoint_id: null, field: "", open: 3 },
    ],
    key,
  );
  expect([...marks.keys()]).toEqual(["a/needs", "b/"]);
  expect(readMark(marks.get("a/needs") ?? "")).toEqual({ held: ["Karim"], open: 2 });
  expect(readMark(marks.get("b/") ?? "")).toEqual({ held: [], open: 1 });
});
