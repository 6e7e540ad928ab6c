/**
 * The look, in one place. Every colour, size and duration on screen comes from here: theme.ts
 * hands them to Mantine, and as `--pc-…` variables to our own CSS. Contrast is tested in
 * tokens.test.ts.
 */

/** One set per colour scheme. Text pairs hold 4.5:1 or better on `page` and `surface`. */
export const schemes = {
  light: {
    page: "#FBFAF7",
    surface: "#FFFFFF",
    sunken: "#F4F2EC",
    hover: "#F0EDE5",
    border: "#E4E0D6",
    /** Outlines that say "you can type here": 3:1 on `surface`. */
    control: "#8F8B80",
    text: "#1F2430",
    muted: "#5A6070",
    primary: "#1D4E89",
    primaryHover: "#173F70",
    primarySoft: "#E8EFF7",
    onPrimary: "#FFFFFF",
    good: "#1C7365",
    bad: "#A8481F",
    badHover: "#8E3C19",
    badSoft: "#FBEEE7",
    focus: "#1D4E89",
  },
  dark: {
    page: "#16181D",
    surface: "#1D2026",
    sunken: "#121419",
    hover: "#262A32",
    border: "#30343D",
    control: "#777C88",
    text: "#E7E5DF",
    muted: "#A6A7A5",
    primary: "#8FB6E4",
    primaryHover: "#A9C7EB",
    primarySoft: "#22304A",
    onPrimary: "#10213A",
    good: "#6FB0A2",
    bad: "#E5A27C",
    badHover: "#EDBBA3",
    badSoft: "#3A271F",
    focus: "#8FB6E4",
  },
} as const;

/** Feeling and performance, −2 to +2; a sign or a shape always says it too. */
export const diverging = ["#B4532A", "#DD9A74", "#B9B7B0", "#6FB0A2", "#1F7A6C"] as const;

/** A thin band over each stage; never a filled area. */
export const hues = {
  awareness: "#7A5BB5",
  consideration: "#3D6FB6",
  decision: "#0F7B8A",
  retention: "#A8741A",
  advocacy: "#B2476F",
} as const;

export const type = {
  family: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  mono: "ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, monospace",
  /** In px. Never more than three of them on one screen. */
  size: { dense: 13, body: 14, heading: 16, title: 20 },
} as const;

/** px, an 8 px grid with its half. */
export const space = { xs: 4, sm: 8, md: 16, lg: 24, xl: 32 } as const;

export const radius = { control: 6, card: 8 } as const;

export const motion = { ms: 120 } as const;

/** Below `narrow` px a screen gets its own arrangement. */
export const width = { narrow: 768, rail: 84, panel: 440 } as const;
export const NARROW = `(max-width: ${width.narrow / 16}em)`;

/** Mantine's neutrals, warm like the page, lightest first. */
export const grayShades = [
  "#F7F5F0",
  "#F0EDE5",
  "#E9E5DB",
  "#DEDACF",
  "#C9C5B9",
  "#A9A598",
  "#7D7B74",
  "#5A6070",
  "#3A404C",
  "#1F2430",
] as const;

/** Mantine's dark scheme, from text to the deepest ground. */
export const darkShades = [
  "#E7E5DF",
  "#C9C8C3",
  "#A6A7A5",
  "#777C88",
  "#3A3F49",
  "#30343D",
  "#1D2026",
  "#16181D",
  "#121419",
  "#0E1014",
] as const;

/** Mantine's “red”: the rust of the diverging scale, so that one colour says “wrong” everywhere. */
export const badShades = [
  "#FBEEE7",
  "#F6DCCF",
  "#EDBBA3",
  "#E5A27C",
  "#DD9A74",
  "#C67347",
  "#B4532A",
  "#A8481F",
  "#8E3C19",
  "#6F2F14",
] as const;

/** Shades for Mantine's primary colour, lightest first; the brand colour is the eighth. */
export const primaryShades = [
  "#EEF3F9",
  "#D9E4F1",
  "#B5CBE4",
  "#8FB6E4",
  "#6E9ACB",
  "#4A7DB5",
  "#2F65A1",
  "#1D4E89",
  "#173F70",
  "#112F54",
] as const;
