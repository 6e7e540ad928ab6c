import { expect, it } from "vitest";
import { sidesOf } from "./period";

it("holds as many days before as there were since, and never the day itself", () => {
  expect(sidesOf("2026-03-10", "2026-03-13")).toEqual({
    before: { from: "2026-03-08", to: "2026-03-09" },
    after: { from: "2026-03-11", to: "2026-03-12" },
  });
  expect(sidesOf("2026-01-31", "2026-12-01")?.after).toEqual({
    from: "2026-02-01",
    to: "2026-03-02",
  });
  expect(sidesOf("2026-03-10", "2026-03-11")).toBeNull();
  expect(sidesOf("2026-03-10", "2026-03-10")).toBeNull();
});
