import { describe, expect, it } from "vitest";
import { isSame } from "./same";

describe("a saved view", () => {
  it("is what is looked at, in whatever order it is written", () => {
    expect(isSame({ view: "flow", share: 50 }, { share: 50, view: "flow" })).toBe(true);
    expect(isSame({ view: "flow" }, { view: "flow", channel: undefined })).toBe(true);
    expect(isSame({ view: "flow" }, { view: "flow", channel: "web" })).toBe(false);
  });
});
