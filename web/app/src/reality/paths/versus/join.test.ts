import { describe, expect, it } from "vitest";
import { pathPairs } from "./join";

const way = (path: string, count: number) => ({ path: path.split(""), count, share: 0 });
const side = (cases: number, top: ReturnType<typeof way>[], exact = true, missing = 0) => ({
  cases,
  top,
  exact,
  missing,
});

describe("paths of two sides", () => {
  it("are ordered by their share on both, whatever the size of a side", () => {
    const pairs = pathPairs(
      side(1000, [way("ab", 400), way("a", 300)]),
      side(100, [way("a", 60), way("b", 30)]),
      10,
    );
    expect(pairs.map(({ path }) => path.join(""))).toEqual(["a", "ab", "b"]);
    expect(pairs[0]?.difference?.value).toBeCloseTo(-0.3);
    expect(pairs[0]?.difference?.verdict).toBe("less");
    // All paths were told: nobody took it on the other side.
    expect(pairs[1]).toMatchObject({ a: { count: 400 }, b: { count: 0 } });
    expect(pairs[1]?.difference?.verdict).toBe("more");
  });

  it("say no more than “at most” of a path too rare to be told", () => {
    const [, rare] = pathPairs(
      side(1000, [way("a", 500), way("b", 200)]),
      side(1000, [way("a", 500), way("c", 3)]),
      2,
    );
    expect(rare).toMatchObject({ path: ["b"], b: { most: 3 }, difference: null });
    const [, lost] = pathPairs(
      side(1000, [way("a", 500), way("b", 200)]),
      side(1000, [way("a", 500)], false, 7),
      5,
    );
    expect(lost).toMatchObject({ path: ["b"], b: { most: 507 }, difference: null });
  });
});
