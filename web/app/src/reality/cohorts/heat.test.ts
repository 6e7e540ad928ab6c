import { describe, expect, it } from "vitest";
import { schemes } from "../../theme/tokens";
import { depthOf, depths, INK_TURNS } from "./heat";

const rgb = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

function luminance(channels: number[]): number {
  const [r = 0, g = 0, b = 0] = channels.map((value) => {
    const c = value / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe("depths of the heat map", () => {
  it("grow evenly up to the highest share; nothing has none", () => {
    expect([0, 0.001, 0.1, 0.11, 0.35, 0.59, 0.6].map((share) => depthOf(share, 0.6))).toEqual([
      -1, 0, 0, 1, 3, 5, 5,
    ]);
    expect(depthOf(0.9, 0.6)).toBe(depths.length - 1);
    expect(depthOf(0.1, 0)).toBe(-1);
  });

  it.each(Object.entries(schemes))("carry their ink in the %s scheme", (_name, scheme) => {
    const page = rgb(scheme.page);
    depths.forEach((depth, index) => {
      const ground = rgb(scheme.primary).map(
        (channel, at) => (channel * depth + (page[at] ?? 0) * (100 - depth)) / 100,
      );
      const ink = index < INK_TURNS ? scheme.text : scheme.onPrimary;
      const [dark = 0, light = 0] = [luminance(ground), luminance(rgb(ink))].sort((x, y) => x - y);
      expect((light + 0.05) / (dark + 0.05), `depth ${depth}`).toBeGreaterThanOrEqual(4.5);
    });
  });
});
