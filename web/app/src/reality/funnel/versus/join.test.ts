import { describe, expect, it } from "vitest";
import { stepPairs } from "./join";

const steps = (...cases: number[]) =>
  cases.map((count, index) => ({ name: `s${index}`, cases: count, customers: count }));

describe("a funnel of two sides", () => {
  it("compares each step with the one before, and with the first", () => {
    const [first, second, third] = stepPairs(steps(1000, 500, 100), steps(200, 60, 40));
    expect([first?.onward, first?.whole]).toEqual([null, null]);
    expect(second?.onward?.value).toBeCloseTo(0.2);
    expect(third?.onward).toMatchObject({ a: { hits: 100, of: 500 }, b: { hits: 40, of: 60 } });
    expect(third?.onward?.verdict).toBe("less");
    expect(third?.whole?.value).toBeCloseTo(-0.1);
    expect(third?.whole?.verdict).toBe("less");
  });

  it("says nothing of a step that fewer than twenty reach", () => {
    const [, , third] = stepPairs(steps(100, 10, 9), steps(100, 90, 2));
    expect(third?.onward?.verdict).toBe("few");
    expect(third?.whole?.verdict).toBe("unclear");
  });

  it("leaves out what only one side was asked", () => {
    expect(stepPairs(steps(3, 2), steps(3))).toHaveLength(1);
  });
});
