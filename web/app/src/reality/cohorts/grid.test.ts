import { describe, expect, it } from "vitest";
import { gridOf, told } from "./grid";
import type { CohortsReport } from "./query";

const retained = (of: number, ...customers: number[]) =>
  customers.map((count, offset) => ({ offset, customers: count, of, share: count / of }));

const period = (first_day: string, complete: boolean) => ({
  first_day,
  from: `${first_day}T00:00:00Z`,
  until: `${first_day}T00:00:00Z`,
  complete,
});

const report = (cohorts: CohortsReport["cohorts"]): CohortsReport => ({
  every: "month",
  customers: 0,
  outside: 0,
  never: 0,
  periods: [period("2026-01-01", false), period("2026-02-01", true), period("2026-03-01", false)],
  cohorts,
  left_out: { activities: 0, interactions: 0, without_case: 0 },
});

describe("cohorts as a heat map", () => {
  const dated = gridOf(
    report([
      { name: "2026-01-01", customers: 100, retained: retained(100, 100, 30, 10) },
      { name: "2026-02-01", customers: 10, retained: retained(10, 10, 9) },
      { name: "2026-03-01", customers: 50, retained: retained(50, 50) },
    ]),
    true,
  );

  it("leaves out the period of the begin where everybody is there by definition", () => {
    expect(dated.columns).toEqual([1, 2]);
    const back = gridOf(
      report([{ name: "2026-01-01", customers: 100, retained: retained(100, 40, 30) }]),
      true,
    );
    expect(back.columns).toEqual([0, 1]);
  });

  it("says which cells are open, of too few, or yet to come", () => {
    const [january, february, march] = dated.rows;
    expect(january?.open).toBe(true);
    expect(january?.cells.map((cell) => cell?.open)).toEqual([false, true]);
    expect([january?.few, february?.few]).toEqual([false, true]);
    expect(february?.cells[0]).toMatchObject({ few: true, open: true });
    expect(february?.cells[1]).toBeNull();
    expect(march?.cells).toEqual([null, null]);
  });

  it("averages what is over, and scales to what is shown of enough customers", () => {
    expect(dated.average).toEqual([0.3, null]);
    expect(dated.top).toBe(0.3);
  });

  it("of properties knows only the last period to be open", () => {
    const split = gridOf(
      report([{ name: "mobile", customers: 100, retained: retained(100, 100, 30, 1) }]),
      false,
    );
    expect(split.rows[0]?.cells.map((cell) => cell?.open)).toEqual([false, true]);
    expect(split.rows[0]?.open).toBe(false);
  });

  it("tells the next period and the furthest of those wanted", () => {
    const grid = { columns: [1, 2, 3, 4], average: [0.3, 0.2, 0.1, null], rows: [], top: 0.3 };
    expect(told(grid, 3)).toEqual({ next: 0.3, later: { share: 0.1, offset: 3 } });
    expect(told(grid, 4)).toEqual({ next: 0.3, later: { share: 0.1, offset: 3 } });
    expect(told({ ...grid, columns: [1], average: [0.3] }, 3)).toEqual({ next: 0.3, later: null });
    expect(told({ ...grid, columns: [1], average: [null] }, 3)).toBeNull();
  });
});
