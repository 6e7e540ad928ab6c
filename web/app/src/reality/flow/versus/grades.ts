/** How a difference looks: a colour, and a stroke and a sign that say the same without it. */
import { type Difference, gradeOf } from "../../versus/difference";
import type { Look } from "../Line";

/** As shades.css names them, the most first. */
export const grades = ["more2", "more1", "same", "less1", "less2", "few"] as const;
export type Grade = (typeof grades)[number];

export function gradeName(difference: Difference): Grade {
  const grade = gradeOf(difference);
  if (grade === null) return "few";
  if (grade === 0) return "same";
  const size = Math.abs(grade) === 2 ? 2 : 1;
  return grade > 0 ? `more${size}` : `less${size}`;
}

export function lookOf(difference: Difference): Look {
  const grade = gradeName(difference);
  const shade = `diff-${grade}`;
  if (grade === "few") return { shade, dash: "dotted" };
  return grade === "less1" || grade === "less2" ? { shade, dash: "dashed" } : { shade };
}

/** Whether there is nothing to see: no clear difference, or too few to tell. */
export const isPlain = (difference: Difference | undefined): boolean =>
  difference === undefined || ["same", "few"].includes(gradeName(difference));

/** How wide a line is at least where something differs: what only B does has no width of its own. */
export const THINNEST = 0.12;
