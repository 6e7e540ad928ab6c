import { describe, expect, it } from "vitest";
import type { Journey } from "../../api/types";
import { findTouchpoint } from "../model";
import { History } from "./history";
import { named, provisional, withRealIds } from "./ids";
import { apply, type Op, valuesBefore } from "./ops";
import { shape, small } from "./testing";

/** A map that takes every operation, with its history and a clock of its own. */
function map() {
  let journey: Journey = small;
  let time = 0;
  const push = (ops: readonly Op[]) => {
    journey = ops.reduce(apply, journey);
  };
  const history = new History(
    () => journey,
    push,
    () => time,
  );
  const act = (op: Op) => {
    history.note([op], { did: "change" });
    push([op]);
  };
  return {
    history,
    act,
    wait: (ms: number) => {
      time += ms;
    },
    type(text: string, field: "needs" | "feels" = "needs") {
      const seen = findTouchpoint(journey, "a")?.touchpoint;
      if (!seen) throw new Error("a is gone");
      const patch = { [field]: text };
      const was = { name: "a", stageId: "s1", position: 0 };
      act({ do: "touchpoint.change", id: "a", patch, base: valuesBefore(seen, patch), was });
    },
    /** The server names what was new. */
    rename(id: string, real: string) {
      named(id, real);
      journey = withRealIds(journey);
    },
    get shape() {
      return shape(journey);
    },
    get needs() {
      return findTouchpoint(journey, "a")?.touchpoint.needs;
    },
  };
}

const move: Op = { do: "touchpoints.move", ids: ["a"], stageId: "s3", position: 0 };
const remove: Op = { do: "touchpoints.remove", ids: ["b", "d"] };

describe("History", () => {
  it("goes back and forth over everything, in order", () => {
    const m = map();
    const shapes = [m.shape];
    for (const op of [move, remove]) {
      m.act(op);
      shapes.push(m.shape);
    }
    m.history.undo();
    expect(m.shape).toBe(shapes[1]);
    m.history.undo();
    expect(m.shape).toBe(shapes[0]);
    expect(m.history.undo()).toBeUndefined();
    m.history.redo();
    m.history.redo();
    expect(m.shape).toBe(shapes[2]);
    expect(m.history.redo()).toBeUndefined();
  });

  it("forgets what was undone once something new is done", () => {
    const m = map();
    m.act(move);
    m.history.undo();
    m.act(remove);
    expect(m.history.redo()).toBeUndefined();
  });

  it("takes words typed in one go as one step", () => {
    const m = map();
    m.type("v");
    m.wait(500);
    m.type("vi");
    m.wait(500);
    m.type("vite");
    m.wait(5000);
    m.type("vite et bien");
    m.history.undo();
    expect(m.needs).toBe("vite");
    m.history.undo();
    expect(m.needs).toBe("");
    m.history.redo();
    m.history.redo();
    expect(m.needs).toBe("vite et bien");
  });

  it("keeps two fields apart", () => {
    const m = map();
    m.type("vite");
    m.type("pressée", "feels");
    m.history.undo();
    expect(m.needs).toBe("vite");
  });

  it("finds again what the server has named meanwhile", () => {
    const m = map();
    const id = provisional();
    const touchpoints = [{ name: "x" }];
    m.act({ do: "touchpoints.add", ids: [id], stageId: "s3", position: 0, touchpoints });
    m.rename(id, "tch_1");
    m.history.undo();
    expect(m.shape).toBe(shape(small));
    m.history.redo();
    expect(m.shape).toBe("s1:abc s2:d s3:x");
  });

  it("takes back one step in the middle", () => {
    const m = map();
    m.history.note([move], { did: "move" });
    m.act(remove);
    const [first] = m.history.snapshot().past;
    m.act(move);
    m.history.revert(first?.id ?? 0);
    expect(m.history.snapshot().past).toHaveLength(2);
    expect(m.history.snapshot().future).toHaveLength(1);
  });
});
