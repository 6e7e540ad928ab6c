/** Mantine's theme, made from the tokens, and the tokens as CSS variables. */
import {
  ActionIcon,
  Button,
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  Menu,
  Modal,
  Popover,
  Tooltip,
} from "@mantine/core";
import {
  badShades,
  darkShades,
  diverging,
  grayShades,
  hues,
  motion,
  primaryShades,
  radius,
  schemes,
  type,
  width,
} from "./tokens";

const px = (value: number) => `${value / 16}rem`;

export const theme = createTheme({
  fontFamily: type.family,
  fontFamilyMonospace: type.mono,
  fontSizes: {
    xs: px(type.size.dense),
    sm: px(type.size.body),
    md: px(type.size.body),
    lg: px(type.size.heading),
    xl: px(type.size.title),
  },
  headings: {
    fontWeight: "620",
    sizes: {
      h1: { fontSize: px(type.size.title), lineHeight: "1.3" },
      h2: { fontSize: px(type.size.heading), lineHeight: "1.4" },
      h3: { fontSize: px(type.size.body), lineHeight: "1.45" },
    },
  },
  colors: {
    brand: [...primaryShades],
    gray: [...grayShades],
    dark: [...darkShades],
    red: [...badShades],
  },
  primaryColor: "brand",
  primaryShade: { light: 7, dark: 3 },
  // Filled colours are dark on light and light on dark; what stands on them follows.
  variantColorResolver: (input) => {
    const color = input.color ?? input.theme.primaryColor;
    if (input.variant !== "filled" || (color !== "brand" && color !== "red"))
      return defaultVariantColorsResolver(input);
    const name = color === "red" ? "bad" : "primary";
    return {
      background: `var(--pc-${name})`,
      hover: `var(--pc-${name}-hover)`,
      color: "var(--pc-on-primary)",
      border: "transparent",
    };
  },
  black: schemes.light.text,
  defaultRadius: px(radius.control),
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: "sm", fw: 550 } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: "subtle", color: "gray" } }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        multiline: true,
        maw: 300,
        openDelay: 250,
        events: { hover: true, focus: true, touch: true },
        transitionProps: { duration: motion.ms },
      },
    }),
    Menu: Menu.extend({
      defaultProps: { shadow: "md", position: "bottom-end", transitionProps: { duration: 80 } },
    }),
    Popover: Popover.extend({
      defaultProps: { shadow: "md", transitionProps: { duration: 80 } },
    }),
    Modal: Modal.extend({
      defaultProps: {
        yOffset: "10vh",
        overlayProps: { backgroundOpacity: 0.35 },
        transitionProps: { duration: motion.ms },
      },
      styles: { title: { fontSize: px(type.size.heading), fontWeight: 620 } },
    }),
  },
});

function schemeVariables(name: keyof typeof schemes): Record<string, string> {
  const scheme = schemes[name];
  const own = Object.fromEntries(
    Object.entries(scheme).map(([key, value]) => [
      `--pc-${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      value,
    ]),
  );
  return {
    ...own,
    "--mantine-color-body": scheme.page,
    "--mantine-color-text": scheme.text,
    "--mantine-color-dimmed": scheme.muted,
    "--mantine-color-placeholder": scheme.muted,
    "--mantine-color-anchor": scheme.primary,
    "--mantine-color-error": scheme.bad,
    "--mantine-color-default": scheme.surface,
    "--mantine-color-default-hover": scheme.hover,
    "--mantine-color-default-color": scheme.text,
    "--mantine-color-default-border": scheme.border,
    "--mantine-color-brand-filled": scheme.primary,
    // Outlines of what went wrong; Mantine's own is nearly white on dark.
    "--mantine-color-red-outline": scheme.bad,
    "--mantine-color-brand-text": scheme.primary,
    "--mantine-color-brand-light-color": scheme.primary,
    "--mantine-color-brand-light": scheme.primarySoft,
    "--mantine-color-gray-light-hover": scheme.hover,
    "--mantine-color-gray-light-color": scheme.muted,
    "--mantine-primary-color-contrast": scheme.onPrimary,
  };
}

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    ...Object.fromEntries(Object.entries(hues).map(([hue, value]) => [`--pc-hue-${hue}`, value])),
    ...Object.fromEntries(diverging.map((value, index) => [`--pc-feeling-${index}`, value])),
    "--pc-radius": px(radius.card),
    "--pc-radius-control": px(radius.control),
    "--pc-dense": px(type.size.dense),
    "--pc-rail": px(width.rail),
    "--pc-panel": px(width.panel),
    "--pc-motion": `${motion.ms}ms`,
  },
  light: schemeVariables("light"),
  dark: schemeVariables("dark"),
});
