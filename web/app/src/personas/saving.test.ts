import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PAUSE_MS, Saving } from "./saving";

interface Fields {
  name: string;
  story: string;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("saving as one types", () => {
  it("sends once a moment after the last key", async () => {
    const sent: object[] = [];
    const saving = new Saving<Fields>(async (changes) => void sent.push(changes));
    saving.edit({ name: "C" });
    saving.edit({ name: "Ca" });
    await vi.advanceTimersByTimeAsync(PAUSE_MS - 1);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toEqual([{ name: "Ca" }]);
    expect(saving.snapshot()).toEqual({ save: "saved", pending: {} });
  });

  it("sends what was typed meanwhile after the answer, one request at a time", async () => {
    const answers: (() => void)[] = [];
    const sent: object[] = [];
    const saving = new Saving<Fields>((changes) => {
      sent.push(changes);
      return new Promise<void>((resolve) => answers.push(resolve));
    });
    saving.edit({ name: "A", story: "S" });
    void saving.flush();
    saving.edit({ name: "AB" });
    const flushed = saving.flush();
    expect(sent).toHaveLength(1);
    answers[0]?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent[1]).toEqual({ name: "AB" });
    answers[1]?.();
    await flushed;
    expect(saving.dirty).toBe(false);
  });

  it("keeps what failed and sends it again with what came after", async () => {
    let up = false;
    const sent: object[] = [];
    const saving = new Saving<Fields>(async (changes) => {
      if (!up) throw new Error("down");
      sent.push(changes);
    });
    saving.edit({ name: "A" });
    await saving.flush();
    expect(saving.snapshot()).toEqual({ save: "failed", pending: { name: "A" } });
    up = true;
    saving.edit({ story: "S" });
    await saving.flush();
    expect(sent).toEqual([{ name: "A", story: "S" }]);
    expect(saving.snapshot().save).toBe("saved");
  });
});
