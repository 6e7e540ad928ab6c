import { describe, expect, it } from "vitest";
import { comboOf, written } from "./combo";

const held = { metaKey: false, ctrlKey: false, altKey: false, shiftKey: false };

describe("comboOf", () => {
  it("names letters without their case, and the keys held with them", () => {
    expect(comboOf({ ...held, key: "n" })).toBe("n");
    expect(comboOf({ ...held, key: "N", shiftKey: true })).toBe("shift+n");
    expect(comboOf({ ...held, key: "Z", metaKey: true, shiftKey: true })).toBe("mod+shift+z");
    expect(comboOf({ ...held, key: "z", ctrlKey: true })).toBe("mod+z");
    expect(comboOf({ ...held, key: "ArrowLeft", altKey: true })).toBe("alt+ArrowLeft");
  });

  it("takes a sign for itself, however it is typed on this keyboard", () => {
    expect(comboOf({ ...held, key: "?", shiftKey: true })).toBe("?");
    expect(comboOf({ ...held, key: "+" })).toBe("+");
    expect(comboOf({ ...held, key: "0", shiftKey: true })).toBe("0");
  });
});

describe("written", () => {
  const words = { shift: "Maj", Delete: "Suppr" };
  it("writes as the system's keyboard does", () => {
    expect(written("mod+shift+z", words, true)).toBe("⇧⌘Z");
    expect(written("mod+shift+z", words, false)).toBe("Ctrl+Maj+Z");
    expect(written("alt+ArrowLeft", words, true)).toBe("⌥←");
    expect(written("Delete", words, false)).toBe("Suppr");
    expect(written("+", words, false)).toBe("+");
  });
});
