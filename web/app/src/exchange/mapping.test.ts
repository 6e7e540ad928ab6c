import { describe, expect, it } from "vitest";
import { relaid } from "./mapping";

describe("relaid", () => {
  const table = { rows: [["a", "b", "c"]], total_rows: 4, total_columns: 3 };

  it("names columns or rows, as the layout wants", () => {
    expect(relaid("rows", table).fields).toEqual(["stage", "touchpoint", "lane"]);
    expect(relaid("matrix", table).fields).toEqual(["stage", "touchpoint", "lane", "lane"]);
  });
});
