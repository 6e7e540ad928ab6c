/** Touchpoints on the clipboard: as text for people, as JSON for other maps. Pure. */
import type { NewTouchpoint, Touchpoint, TouchpointContent } from "../../api/types";
import { drawn } from "../model";

/** Browsers keep types of one's own between their tabs. */
export const CLIP_TYPE = "application/x-parcours-touchpoints+json";
export const MOST = 100;
const LONGEST_NAME = 200;

interface Clip {
  parcours: 1;
  /** The map it was copied on: signals are not claimed twice there. */
  journey: string;
  touchpoints: NewTouchpoint[];
}

const empty = drawn("", "", { name: "" });
const fields = Object.keys(empty).filter(
  (field) =>
    !["id", "name", "goal", "signals", "translations", "stage_id", "position", "revision"].includes(
      field,
    ),
) as (keyof TouchpointContent)[];

export function clipOf(journey: string, touchpoints: readonly Touchpoint[]): string {
  const copies = touchpoints.map(({ name, goal, signals, translations, ...rest }) => ({
    name,
    goal,
    signals,
    translations,
    content: pick(rest),
  }));
  return JSON.stringify({ parcours: 1, journey, touchpoints: copies } satisfies Clip);
}

export const namesOf = (touchpoints: readonly Touchpoint[]) =>
  touchpoints.map(({ name }) => name).join("\n");

/** What was copied on a map; null when it is anything else. */
export function readClip(text: string, journey: string): NewTouchpoint[] | null {
  let clip: Partial<Clip>;
  try {
    clip = JSON.parse(text) as Partial<Clip>;
  } catch {
    return null;
  }
  if (clip?.parcours !== 1 || !Array.isArray(clip.touchpoints)) return null;
  const here = clip.journey === journey;
  return clip.touchpoints
    .filter((item) => typeof item?.name === "string" && item.name.trim())
    .map((item) => ({
      name: item.name,
      // In its own map a copy is another moment: it is no goal and claims nothing yet.
      goal: !here && item.goal === true,
      signals: here || !Array.isArray(item.signals) ? [] : item.signals,
      translations: isRecord(item.translations) ? item.translations : {},
      content: pick(isRecord(item.content) ? item.content : {}),
    }));
}

/** One touchpoint a line. Bullets and numbers of a list are not part of its names. */
export function readLines(text: string): NewTouchpoint[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^\s*(?:[-–—*•·▪◦]|\d{1,3}[.)])\s+/, "").trim())
    .filter(Boolean)
    .map((line) =>
      line.length <= LONGEST_NAME
        ? { name: line }
        : // Too long for a name: all of it stays readable below.
          {
            name: `${line.slice(0, LONGEST_NAME - 1)}…`,
            content: { ...pick({}), key_moment: line },
          },
    );
}

function isRecord(value: unknown): value is Record<string, never> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The lanes of a touchpoint and nothing else; the server refuses fields it does not know. */
function pick(from: Partial<TouchpointContent>): TouchpointContent {
  const known = Object.fromEntries(
    fields.map((field) => [
      field,
      sameKind(from[field], empty[field]) ? from[field] : empty[field],
    ]),
  );
  return known as unknown as TouchpointContent;
}

function sameKind(value: unknown, model: unknown): boolean {
  if (value === undefined) return false;
  if (model === null) return value === null || ["number", "object"].includes(typeof value);
  return typeof value === typeof model && Array.isArray(value) === Array.isArray(model);
}
