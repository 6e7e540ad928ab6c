/** Keys held together, written once for every system: “mod+shift+z”, “alt+ArrowLeft”. Pure. */

export const isMac =
  typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform ?? "");

export interface Pressed {
  key: string;
  metaKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/**
 * The combination that was pressed. Shift is named only where it changes no character: “?” and
 * “+” are keys of their own, whatever it takes to type them.
 */
export function comboOf(event: Pressed): string {
  const { key } = event;
  const letter = key.length === 1 && key.toLowerCase() !== key.toUpperCase();
  const parts: string[] = [];
  if (event.metaKey || event.ctrlKey) parts.push("mod");
  if (event.altKey) parts.push("alt");
  if (event.shiftKey && (letter || key.length > 1)) parts.push("shift");
  parts.push(letter ? key.toLowerCase() : key);
  return parts.join("+");
}

/** As a person of this system reads it: “⇧⌘Z”, “Ctrl+Shift+Z”. */
export function written(combo: string, words: Record<string, string>, mac = isMac): string {
  // A plus sign is a key too: it ends the combination.
  const parts = combo === "+" ? ["+"] : combo.split("+");
  const symbols: Record<string, string> = mac
    ? { mod: "⌘", alt: "⌥", shift: "⇧" }
    : { mod: "Ctrl", alt: "Alt", shift: words.shift ?? "Shift" };
  const arrows: Record<string, string> = {
    ArrowLeft: "←",
    ArrowRight: "→",
    ArrowUp: "↑",
    ArrowDown: "↓",
  };
  const shown = parts.map(
    (part) =>
      symbols[part] ??
      arrows[part] ??
      words[part] ??
      (part.length === 1 ? part.toUpperCase() : part),
  );
  // On a Mac the modifiers stand in a fixed order: ⌥⇧⌘.
  if (mac) {
    const order = "⌥⇧⌘";
    const rank = (symbol: string) => (order.includes(symbol) ? order.indexOf(symbol) : 9);
    return shown.sort((a, b) => rank(a) - rank(b)).join("");
  }
  return shown.join("+");
}
