import { expect, it } from "vitest";
import { keys } from "./keys";
import { invalidatedBy } from "./live";

const hits = (queryKey: readonly unknown[], change: Parameters<typeof invalidatedBy>[0]) =>
  invalidatedBy(change).some((prefix) => prefix.every((part, index) => queryKey[index] === part));

it("new interactions move figures, previews and customers, not the drawing", () => {
  const change = { topic: "interactions", entity: null } as const;
  expect(hits(keys.figures("jrn_1", { period: "30d" }), change)).toBe(true);
  expect(hits(keys.unclaimed("jrn_1", {}), change)).toBe(true);
  expect(hits(keys.preview("jrn_1", {}), change)).toBe(true);
  expect(hits(keys.timeline("cus_1"), change)).toBe(true);
  expect(hits(keys.logStatus, change)).toBe(true);
  expect(hits(keys.logSettings, change)).toBe(false);
  expect(hits(keys.journey("jrn_1"), change)).toBe(false);
});

it("a changed journey refetches itself and its figures, not those of others", () => {
  const change = { topic: "journeys", entity: "jrn_1" } as const;
  expect(hits(keys.journey("jrn_1"), change)).toBe(true);
  expect(hits(keys.figures("jrn_1", {}), change)).toBe(true);
  expect(hits(keys.journey("jrn_2"), change)).toBe(false);
  expect(hits(keys.figures("jrn_2", {}), change)).toBe(false);
});

it("imports and sources refetch themselves", () => {
  expect(hits(keys.import("imp_1"), { topic: "imports", entity: "imp_1" })).toBe(true);
  expect(hits(keys.sourceEvents("src_1"), { topic: "sources", entity: "src_1" })).toBe(true);
});

it("positions move where customers stand and the ways they took", () => {
  const change = { topic: "positions", entity: null } as const;
  expect(hits([...keys.customer("cus_1"), "positions"], change)).toBe(true);
  expect(hits([...keys.ways, "jrn_1", "cus_1"], change)).toBe(true);
  expect(hits(keys.figures("jrn_1", {}), change)).toBe(false);
});
