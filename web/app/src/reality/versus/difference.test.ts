import { describe, expect, it } from "vitest";
import { differenceOf, gradeOf } from "./difference";

const of = (hits: number, of: number) => ({ hits, of });

describe("the difference of two shares", () => {
  // The examples of Newcombe 1998, table II, method 10.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
  ])("%i/%i against %i/%i lies between the bounds of the paper", (x, m, y, n, low, high) => {
    const said = differenceOf(of(x, m), of(y, n));
    expect(said.low).toBeCloseTo(low, 3);
    expect(said.high).toBeCloseTo(high, 3);
  });

  it("turns round with its sides", () => {
    const [on, back] = [differenceOf(of(56, 70), of(48, 80)), differenceOf(of(48, 80), of(56, 70))];
    expect([back.low, back.high, back.value]).toEqual([-on.high, -on.low, -(on.value ?? 0)]);
    expect([on.verdict, back.verdict]).toEqual(["more", "less"]);
  });

  it("says nothing of fewer than twenty, however far apart they are", () => {
    expect(differenceOf(of(19, 19), of(0, 500)).verdict).toBe("few");
    expect(differenceOf(of(20, 20), of(0, 500)).verdict).toBe("more");
    expect(differenceOf(of(0, 0), of(3, 500))).toMatchObject({ value: null, verdict: "few" });
  });

  it("is unclear when zero lies between its bounds", () => {
    expect(differenceOf(of(50, 100), of(45, 100)).verdict).toBe("unclear");
    expect(differenceOf(of(5000, 10_000), of(4500, 10_000)).verdict).toBe("more");
  });

  it("is graded by its size only where it is clear", () => {
    expect(gradeOf(differenceOf(of(50, 100), of(45, 100)))).toBe(0);
    expect(gradeOf(differenceOf(of(5000, 10_000), of(4500, 10_000)))).toBe(1);
    expect(gradeOf(differenceOf(of(3000, 10_000), of(4500, 10_000)))).toBe(-2);
    expect(gradeOf(differenceOf(of(1, 2), of(0, 100)))).toBeNull();
  });

  it("reaches further, the more are shown at once", () => {
    const [one, many] = [
      differenceOf(of(200, 400), of(168, 400)),
      differenceOf(of(200, 400), of(168, 400), 40),
    ];
    expect([one.verdict, many.verdict]).toEqual(["more", "unclear"]);
    expect(many.value).toBe(one.value);
    // Eight points with a standard error of 3.5: 3.23 of them on each side.
    expect(many.low).toBeCloseTo(0.08 - 3.23 * 0.0352, 2);
  });
});
