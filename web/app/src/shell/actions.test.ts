import { describe, expect, it } from "vitest";
import { type Action, match } from "./actions";

const action = (id: string, keys: string): Action => ({
  id,
  keys,
  label: id,
  group: "go",
  run: () => undefined,
});

describe("match", () => {
  const actions = [action("map", "g m"), action("help", "?"), action("move", "m")];

  it("finds a single key", () => {
    expect(match(actions, null, "?")?.id).toBe("help");
  });

  it("prefers the sequence over the single key", () => {
    expect(match(actions, "g", "m")?.id).toBe("map");
    expect(match(actions, null, "m")?.id).toBe("move");
  });

  it("finds nothing for a lone first key", () => {
    expect(match(actions, null, "g")).toBeUndefined();
  });
});
