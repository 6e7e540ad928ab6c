import { describe, expect, it } from "vitest";
import { type Habit, toDrafts, toHabits } from "./knownBy";

const did = { kind: "order_completed", channel: null, subject: null, properties: {} };
const habit = (at_least: number, at_most: number | null): Habit => ({ did, at_least, at_most });

describe("what a persona is known by", () => {
  it.each([
    [habit(2, null), "least", 2],
    [habit(0, 3), "most", 3],
    [habit(1, 1), "exactly", 1],
    [habit(0, 0), "never", 1],
  ])("%o is %s %i", (said, often, times) => {
    const drafts = toDrafts([said]);
    expect(drafts[0]).toMatchObject({ often, times });
    expect(toHabits([...drafts, ...toDrafts([habit(1, null)])])).toEqual([said, habit(1, null)]);
  });

  it("is not sent half written, nor when it fits everybody", () => {
    expect(toHabits([{ rule: [{ field: "kind", value: " " }], often: "least", times: 1 }])).toBe(
      "incomplete",
    );
    expect(toHabits(toDrafts([habit(0, 2), habit(0, 0)]))).toBe("nothing_done");
    expect(toHabits([])).toEqual([]);
  });
});
