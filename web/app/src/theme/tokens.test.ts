import { describe, expect, it } from "vitest";
import { schemes } from "./tokens";

function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = channels.map((c) =>
    c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(Object.entries(schemes))("%s scheme", (_name, scheme) => {
  const grounds = ["page", "surface", "sunken", "hover"] as const;

  it.each(grounds)("text, muted, primary, good and bad are readable on %s", (ground) => {
    for (const ink of ["text", "muted", "primary", "good", "bad"] as const) {
      expect(contrast(scheme[ink], scheme[ground]), `${ink} on ${ground}`).toBeGreaterThanOrEqual(
        4.5,
      );
    }
  });

  it("coloured grounds carry their text", () => {
    expect(contrast(scheme.onPrimary, scheme.primary)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(scheme.onPrimary, scheme.primaryHover)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(scheme.onPrimary, scheme.bad)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(scheme.onPrimary, scheme.badHover)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(scheme.primary, scheme.primarySoft)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(scheme.text, scheme.badSoft)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(scheme.bad, scheme.badSoft)).toBeGreaterThanOrEqual(4.5);
  });

  it("controls have a visible outline", () => {
    expect(contrast(scheme.control, scheme.surface)).toBeGreaterThanOrEqual(3);
    expect(contrast(scheme.control, scheme.page)).toBeGreaterThanOrEqual(3);
  });
});
