import { describe, expect, it } from "vitest";
import { merged } from "./merge";

const item = (id: string, text = id) => ({ id, text });

describe("lists that two people changed", () => {
  const base = [item("a"), item("b"), item("c")];

  it("hold what both added, changed and took away", () => {
    const mine = [item("a", "A"), item("b"), item("c"), item("m")];
    const theirs = [item("t"), item("a"), item("c", "C")];
    expect(merged(base, mine, theirs)).toEqual([
      item("t"),
      item("a", "A"),
      item("c", "C"),
      item("m"),
    ]);
  });

  it("keep two new items that were given the same name apart", () => {
    const mine = [...base, item("d", "mine")];
    const theirs = [...base, item("d", "theirs")];
    expect(merged(base, mine, theirs)).toEqual([
      ...base,
      item("d", "theirs"),
      { id: "", text: "mine" },
    ]);
    expect(merged(base, theirs, theirs)).toEqual(theirs);
  });

  it("clash where one item is changed by both, or changed by one and taken away by the other", () => {
    const changed = (text: string) => [item("a", text), item("b"), item("c")];
    const without = [item("b"), item("c")];
    expect(merged(base, changed("mine"), changed("theirs"))).toBeNull();
    expect(merged(base, changed("same"), changed("same"))).toEqual(changed("same"));
    expect(merged(base, without, changed("theirs"))).toBeNull();
    expect(merged(base, changed("mine"), without)).toBeNull();
  });

  it("of names are joined as sets", () => {
    expect(merged(["web", "store"], ["web", "email"], ["web", "store", "phone"])).toEqual([
      "web",
      "phone",
      "email",
    ]);
  });
});
