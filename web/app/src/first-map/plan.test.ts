import { describe, expect, it } from "vitest";
import type { Journey } from "../api/types";
import { addPoints, type Draft, EMPTY, movePoint, regroup, removePoint } from "./draft";
import { type Operation, plan } from "./plan";

type Server = Pick<Journey, "stages">;

const HUES = ["awareness", "consideration", "decision", "retention", "advocacy"] as const;

function server(...stages: [string, string[]][]): Server {
  return {
    stages: stages.map(([name, touchpoints], position) => ({
      id: `stg_${position}`,
      name,
      hue: HUES[position],
      position,
      touchpoints: touchpoints.map((id) => ({ id, name: id.toUpperCase() })),
    })),
  } as unknown as Server;
}

/** What the server does with the requests: the check that they lead where they should. */
function apply(journey: Server, operations: Operation[]): string[] {
  const stages = journey.stages.map(({ id, name, touchpoints }) => ({
    id,
    name,
    touchpoints: touchpoints.map((touchpoint) => ({ id: touchpoint.id, name: touchpoint.name })),
  }));
  const take = (id: string) => {
    for (const stage of stages) {
      const at = stage.touchpoints.findIndex((touchpoint) => touchpoint.id === id);
      if (at >= 0) return stage.touchpoints.splice(at, 1)[0];
    }
    throw new Error(`no ${id}`);
  };
  for (const op of operations) {
    if (op.do === "add_stage")
      stages.push({ id: `new_${op.group}`, name: op.name, touchpoints: [] });
    if (op.do === "change_stage")
      Object.assign(stages.find((s) => s.id === op.id) ?? {}, { name: op.name });
    if (op.do === "delete_stage")
      stages.splice(
        stages.findIndex((s) => s.id === op.id),
        1,
      );
    if (op.do === "delete") take(op.id);
    if (op.do === "add")
      stages[op.group]?.touchpoints.splice(op.position, 0, { id: op.key, name: op.name });
    if (op.do === "change") {
      const moved = take(op.id);
      if (moved) stages[op.group]?.touchpoints.splice(op.position, 0, { ...moved, name: op.name });
    }
  }
  return stages.map(
    (s) => `${s.name}: ${s.touchpoints.map((touchpoint) => touchpoint.name).join(" ")}`,
  );
}

const named = (group: string) => group;
const saved = (draft: Draft): Draft => ({
  ...draft,
  points: draft.points.map((point) => ({ ...point, id: point.name.toLowerCase() })),
});
const key = (draft: Draft, name: string) => draft.points.find((p) => p.name === name)?.key ?? "";

describe("what the server must do", () => {
  it("turns five empty stages into three with points", () => {
    const five = server(["a", []], ["b", []], ["c", []], ["d", []], ["e", []]);
    const draft = addPoints(addPoints(EMPTY, 0, "A\nB"), 2, "C");
    expect(apply(five, plan(draft, five, named))).toEqual([
      "reflection: A B",
      "evaluation: ",
      "purchase: C",
    ]);
  });

  it("does nothing when nothing differs", () => {
    const there = server(["reflection", ["a", "b"]], ["evaluation", []], ["purchase", ["c"]]);
    const draft = saved(addPoints(addPoints(EMPTY, 0, "A\nB"), 2, "C"));
    expect(plan(draft, there, named)).toEqual([]);
  });

  it("moves, renames and deletes, and leaves what others added", () => {
    const there = server(["reflection", ["a", "b", "x"]], ["evaluation", []], ["purchase", ["c"]]);
    let draft = saved(addPoints(addPoints(EMPTY, 0, "A\nB"), 2, "C"));
    draft = movePoint(draft, key(draft, "B"), 2, 0);
    draft = removePoint(draft, key(draft, "A"));
    expect(apply(there, plan(draft, there, named))).toEqual([
      "reflection: X",
      "evaluation: ",
      "purchase: B C",
    ]);
  });

  it("grows from three groups to five and keeps a stage that others filled when it shrinks", () => {
    const three = server(["reflection", ["a"]], ["evaluation", []], ["purchase", []]);
    const five = regroup(saved(addPoints(EMPTY, 0, "A")), "five");
    expect(apply(three, plan(five, three, named))).toHaveLength(5);

    const filled = server(["a", ["a"]], ["b", []], ["c", []], ["d", ["x"]], ["e", []]);
    const shrunk = saved(addPoints(EMPTY, 0, "A"));
    expect(apply(filled, plan(shrunk, filled, named)).at(-1)).toBe("d: X");
  });

  it("adopts what was made although its answer never came, instead of making it twice", () => {
    const there = server(["reflection", ["a"]], ["evaluation", []], ["purchase", []]);
    const draft = addPoints(EMPTY, 0, "A");
    expect(plan(draft, there, named)).toEqual([{ do: "adopt", key: key(draft, "A"), id: "a" }]);
  });

  it("makes again what somebody else deleted while it is wanted here", () => {
    const there = server(["reflection", []], ["evaluation", []], ["purchase", []]);
    const draft = saved(addPoints(EMPTY, 0, "A"));
    expect(plan(draft, there, named)).toMatchObject([{ do: "add", name: "A", group: 0 }]);
  });
});
