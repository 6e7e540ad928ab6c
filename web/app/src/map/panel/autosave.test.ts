import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiProblem } from "../../api/problem";
import { Autosave, PAUSE_MS } from "./autosave";

interface Fields {
  needs: string;
  feels: string;
}
type Record = Fields & { revision: number };

/** A server with one record and revisions, as the real one behaves. */
function server(record: Record) {
  const calls: Partial<Fields>[] = [];
  return {
    calls,
    get record() {
      return record;
    },
    change(changes: Partial<Fields>) {
      record = { ...record, ...changes, revision: record.revision + 1 };
      return record;
    },
    port: {
      async save(changes: Partial<Fields>, expected: number) {
        calls.push(changes);
        if (expected !== record.revision) {
          throw new ApiProblem({ status: 409, code: "touchpoint_conflict" });
        }
        record = { ...record, ...changes, revision: record.revision + 1 };
        return record;
      },
      read: async () => record,
      saved: vi.fn(),
    },
  };
}

const first: Record = { needs: "", feels: "", revision: 1 };

describe("Autosave", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("waits for a pause, then sends the last value once", async () => {
    const s = server(first);
    const autosave = new Autosave<Fields, Record>(s.port);
    autosave.edit(first, "needs", "a");
    await vi.advanceTimersByTimeAsync(PAUSE_MS / 2);
    autosave.edit(first, "needs", "ab");
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    expect(s.calls).toEqual([{ needs: "ab" }]);
    expect(autosave.snapshot()).toEqual({ save: "saved", pending: {}, conflict: null });
  });

  it("keeps typing made while a request was on its way", async () => {
    const s = server(first);
    const autosave = new Autosave<Fields, Record>(s.port);
    autosave.edit(first, "needs", "a");
    const sending = autosave.flush();
    autosave.edit(first, "needs", "ab");
    await sending;
    await vi.advanceTimersByTimeAsync(PAUSE_MS);
    expect(s.record.needs).toBe("ab");
    expect(autosave.dirty).toBe(false);
  });

  it("joins edits of different fields without asking", async () => {
    const s = server(first);
    const autosave = new Autosave<Fields, Record>(s.port);
    s.change({ feels: "pressée" });
    autosave.edit(first, "needs", "a");
    await autosave.flush();
    expect(s.record).toMatchObject({ needs: "a", feels: "pressée" });
    expect(autosave.snapshot().conflict).toBeNull();
  });

  it("asks when both changed the same field, and keeps mine on request", async () => {
    const s = server(first);
    const autosave = new Autosave<Fields, Record>(s.port);
    s.change({ needs: "theirs" });
    autosave.edit(first, "needs", "mine");
    await autosave.flush();
    expect(autosave.snapshot().conflict).toEqual({ needs: "theirs" });
    expect(s.record.needs).toBe("theirs");
    await autosave.resolve("mine");
    expect(s.record.needs).toBe("mine");
    expect(autosave.snapshot().save).toBe("saved");
  });

  it("gives up only the field in conflict when theirs is taken", async () => {
    const s = server(first);
    const autosave = new Autosave<Fields, Record>(s.port);
    s.change({ needs: "theirs" });
    autosave.edit(first, "needs", "mine");
    autosave.edit(first, "feels", "calme");
    await autosave.flush();
    await autosave.resolve("theirs");
    expect(s.record).toMatchObject({ needs: "theirs", feels: "calme" });
  });

  it("keeps what was typed when the server is away, and sends it on the next try", async () => {
    const s = server(first);
    const save = s.port.save;
    s.port.save = async () => {
      throw ApiProblem.unreachable();
    };
    const autosave = new Autosave<Fields, Record>(s.port);
    autosave.edit(first, "needs", "a");
    await autosave.flush();
    expect(autosave.snapshot()).toMatchObject({ save: "failed", pending: { needs: "a" } });
    s.port.save = save;
    await autosave.flush();
    expect(s.record.needs).toBe("a");
  });
});
