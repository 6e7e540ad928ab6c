import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiProblem } from "../../../api/problem";
import type { Journey, TouchpointChanges } from "../../../api/types";
import {
  changeTouchpoint,
  drawn,
  findTouchpoint,
  insertTouchpoints,
  removeTouchpoint,
} from "../../model";
import { provisional } from "../ids";
import { apply, type Op, valuesBefore } from "../ops";
import { nameNew, touchpointIds } from "../send";
import { shape, small } from "../testing";
import type { Kept } from "./entry";
import { Outbox, PAUSE_MS, type Port } from "./outbox";

/** A server with one journey, as the real one behaves, and a screen that last read it. */
function world() {
  let truth: Journey = small;
  let cache: Journey = small;
  let made = 0;
  let kept: Kept = { entries: [], held: [] };
  const sent: Op[] = [];
  /** What becomes of the next requests: refused before or after they were done. */
  const faults: { problem: ApiProblem; done: boolean }[] = [];

  const port: Port = {
    server: () => cache,
    read: async () => {
      const fault = faults[0];
      if (fault?.problem.code === "unreachable" && !fault.done) throw faults.shift()?.problem;
      cache = truth;
      return truth;
    },
    async send(op, server, expected) {
      const fault = faults.shift();
      if (fault && !fault.done) throw fault.problem;
      sent.push(op);
      if (op.do === "touchpoint.change") {
        const record = findTouchpoint(truth, op.id)?.touchpoint;
        if (!record) throw new ApiProblem({ status: 404, code: "touchpoint_not_found" });
        if (expected !== undefined && expected !== record.revision) {
          throw new ApiProblem({ status: 409, code: "touchpoint_conflict" });
        }
        truth = apply(truth, op);
        truth = changeTouchpoint(truth, op.id, { revision: record.revision + 1 });
      } else if (op.do === "touchpoints.add") {
        const named = op.touchpoints.map((item) => drawn(`tpt_${++made}`, op.stageId, item));
        truth = insertTouchpoints(truth, op.stageId, op.position, named);
      } else {
        truth = apply(truth, op);
      }
      if (fault) throw fault.problem;
      const after = truth;
      if (op.do === "touchpoints.add") nameNew(op, touchpointIds(server), after);
      return () => after;
    },
    landed: async (change) => {
      cache = change(cache);
    },
    settled: vi.fn(),
    keep: (now) => {
      kept = JSON.parse(JSON.stringify({ entries: now.entries, held: now.held }));
      return true;
    },
  };
  const outbox = new Outbox(port);
  const field = (of: Journey | undefined, id = "a") =>
    of && findTouchpoint(of, id)?.touchpoint.needs;
  return {
    port,
    outbox,
    sent,
    faults,
    change(patch: TouchpointChanges, id = "a") {
      const found = findTouchpoint(outbox.shown() ?? cache, id);
      if (!found) throw new Error(`${id} is not on screen`);
      const was = { name: id, stageId: found.stage.id, position: found.index };
      const base = valuesBefore(found.touchpoint, patch);
      outbox.push([{ do: "touchpoint.change", id, patch, base, was }]);
    },
    /** Somebody else does something; this screen has not heard of it. */
    other(change: (journey: Journey) => Journey) {
      truth = change(truth);
    },
    otherWrites(patch: TouchpointChanges, id = "a") {
      const revision = (findTouchpoint(truth, id)?.touchpoint.revision ?? 0) + 1;
      truth = changeTouchpoint(truth, id, { ...patch, revision });
    },
    onServer: (id = "a") => field(truth, id),
    onScreen: (id = "a") => field(outbox.shown(), id),
    get truth() {
      return truth;
    },
    get kept() {
      return kept;
    },
  };
}

const friction = { text: "la mienne", severity: "medium" as const, evidence: "" };
const settle = () => vi.advanceTimersByTimeAsync(60_000);
const away = { problem: ApiProblem.unreachable(), done: false };
const lostAnswer = { problem: ApiProblem.unreachable(), done: true };

describe("Outbox", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("shows at once, keeps at once, and sends typing as one after a pause", async () => {
    const w = world();
    w.change({ needs: "v" });
    await vi.advanceTimersByTimeAsync(PAUSE_MS / 2);
    w.change({ needs: "vite" });
    expect(w.onScreen()).toBe("vite");
    expect(w.kept.entries).toHaveLength(1);
    expect(w.sent).toHaveLength(0);
    await settle();
    expect(w.sent).toHaveLength(1);
    expect(w.onServer()).toBe("vite");
    expect(w.kept.entries).toHaveLength(0);
    expect(w.outbox.snapshot().status).toBe("saved");
  });

  it("keeps the order of what was done", async () => {
    const w = world();
    w.outbox.push([{ do: "touchpoints.move", ids: ["a"], stageId: "s2", position: 0 }]);
    w.outbox.push([{ do: "touchpoints.move", ids: ["a"], stageId: "s3", position: 0 }]);
    w.outbox.push([{ do: "touchpoints.remove", ids: ["b"] }]);
    expect(shape(w.outbox.shown() ?? small)).toBe("s1:c s2:d s3:a");
    await settle();
    expect(shape(w.truth)).toBe("s1:c s2:d s3:a");
  });

  it("waits out a lost connection, and says how much waits", async () => {
    const w = world();
    w.faults.push(away, away);
    w.change({ needs: "vite" });
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    w.outbox.push([{ do: "touchpoints.remove", ids: ["b"] }]);
    expect(w.outbox.snapshot()).toMatchObject({ status: "offline" });
    expect(w.outbox.snapshot().entries).toHaveLength(2);
    await settle();
    expect(w.onServer()).toBe("vite");
    expect(shape(w.truth)).toBe("s1:ac s2:d s3:");
  });

  it("goes on after a reload with what an earlier page kept", async () => {
    const before = world();
    before.faults.push(away);
    before.change({ needs: "vite" });
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    const w = world();
    w.outbox.resume(before.kept);
    expect(w.outbox.snapshot().resumed).toBe(1);
    expect(w.onScreen()).toBe("vite");
    await settle();
    expect(w.onServer()).toBe("vite");
  });

  it("does not add twice what was added although no answer came", async () => {
    const w = world();
    const id = provisional();
    w.faults.push(lostAnswer);
    w.outbox.push([
      {
        do: "touchpoints.add",
        ids: [id],
        stageId: "s3",
        position: 0,
        touchpoints: [{ name: "x" }],
      },
    ]);
    await vi.advanceTimersByTimeAsync(0);
    expect(w.outbox.snapshot().status).toBe("offline");
    await settle();
    expect(shape(w.truth)).toBe("s1:abc s2:d s3:x");
    expect(w.outbox.snapshot()).toMatchObject({ status: "saved", entries: [], held: [] });
  });

  it("lets one write in what the server has not named yet", async () => {
    const w = world();
    const id = provisional();
    w.outbox.push([
      {
        do: "touchpoints.add",
        ids: [id],
        stageId: "s3",
        position: 0,
        touchpoints: [{ name: "x" }],
      },
    ]);
    w.change({ needs: "vite" }, id);
    expect(w.onScreen(id)).toBe("vite");
    await settle();
    expect(w.truth.stages[2]?.touchpoints[0]).toMatchObject({ name: "x", needs: "vite" });
  });

  it("joins edits of different fields without asking", async () => {
    const w = world();
    w.otherWrites({ feels: "pressée" });
    w.change({ needs: "vite" });
    await settle();
    expect(findTouchpoint(w.truth, "a")?.touchpoint).toMatchObject({
      needs: "vite",
      feels: "pressée",
    });
    expect(w.outbox.snapshot().held).toEqual([]);
  });

  it("asks when two people wrote in one field; my text goes over theirs when I say so", async () => {
    const w = world();
    w.otherWrites({ needs: "leur texte" });
    w.change({ needs: "mon texte" });
    await settle();
    const [held] = w.outbox.snapshot().held;
    expect(held).toMatchObject({ why: "conflict", theirs: { needs: "leur texte" } });
    expect(w.onServer()).toBe("leur texte");
    // What is typed meanwhile waits with the rest.
    w.change({ needs: "mon texte, plus long" });
    const [now] = w.outbox.snapshot().held;
    if (!now) throw new Error("nothing is held");
    w.outbox.release(now, "mine");
    await settle();
    expect(w.onServer()).toBe("mon texte, plus long");
    expect(w.outbox.snapshot().held).toEqual([]);
  });

  it("asks only about the fields that both wrote in, and joins lists item by item", async () => {
    const w = world();
    w.otherWrites({ needs: "leur texte", frictions: [{ ...friction, id: "t", text: "la leur" }] });
    w.change({ needs: "mon texte", thinks: "je pense", frictions: [{ ...friction, id: "m" }] });
    await settle();
    const [held] = w.outbox.snapshot().held;
    expect(held).toMatchObject({ why: "conflict", theirs: { needs: "leur texte" } });
    expect(held?.entry.op).toMatchObject({ patch: { needs: "mon texte" } });
    expect(findTouchpoint(w.truth, "a")?.touchpoint).toMatchObject({
      needs: "leur texte",
      thinks: "je pense",
      frictions: [{ text: "la leur" }, { text: "la mienne" }],
    });
  });

  it("gives way when theirs is taken", async () => {
    const w = world();
    w.otherWrites({ needs: "leur texte" });
    w.change({ needs: "mon texte" });
    await settle();
    const [held] = w.outbox.snapshot().held;
    if (!held) throw new Error("nothing is held");
    w.outbox.release(held, "drop");
    await settle();
    expect(w.onServer()).toBe("leur texte");
    expect(w.onScreen()).toBe("leur texte");
  });

  it("does not argue with itself about what the server tidied", async () => {
    const w = world();
    const send = w.port.send;
    w.port.send = async (op, server, expected) => {
      const landed = await send(op, server, expected);
      return (journey) => changeTouchpoint(landed(journey), "a", { needs: "vite" });
    };
    w.change({ needs: "vite  " });
    const sending = w.outbox.flush();
    w.change({ needs: "vite  et bien" });
    await sending;
    await settle();
    expect(w.outbox.snapshot().held).toEqual([]);
    expect(w.onServer()).toBe("vite  et bien");
  });

  it("keeps the words for a card that somebody deleted, and brings it back with them", async () => {
    const w = world();
    w.change({ needs: "mon texte" });
    w.other((journey) => removeTouchpoint(journey, "a"));
    await settle();
    const [held] = w.outbox.snapshot().held;
    if (!held) throw new Error("nothing is held");
    expect(held.why).toBe("gone");
    expect(w.kept.held).toHaveLength(1);
    const card = drawn("a", "s1", { name: "a" });
    const back: Op = {
      do: "touchpoints.restore",
      items: [{ touchpoint: card, stageId: "s1", position: 0 }],
    };
    w.outbox.release(held, "mine", [back]);
    await settle();
    expect(w.onServer()).toBe("mon texte");
  });

  it("holds what the server refuses, goes on with the rest", async () => {
    const w = world();
    const problem = new ApiProblem({ status: 422, code: "invalid_input", detail: "Trop long." });
    w.faults.push({ problem, done: false });
    w.change({ needs: "trop long" });
    w.outbox.push([{ do: "touchpoints.remove", ids: ["b"] }]);
    await settle();
    expect(w.outbox.snapshot().held).toMatchObject([{ why: "refused", detail: "Trop long." }]);
    expect(shape(w.truth)).toBe("s1:ac s2:d s3:");
    expect(w.onScreen()).toBe("trop long");
  });

  it("is content when what was to be deleted is gone already", async () => {
    const w = world();
    w.faults.push({
      problem: new ApiProblem({ status: 404, code: "touchpoint_not_found" }),
      done: false,
    });
    w.other((journey) => removeTouchpoint(journey, "a"));
    w.outbox.push([{ do: "touchpoints.remove", ids: ["a", "b"] }]);
    await settle();
    expect(shape(w.truth)).toBe("s1:c s2:d s3:");
    expect(w.outbox.snapshot().held).toEqual([]);
  });
});
