/** A field as tall as what is written in it, by layout alone: no measuring, so no wrong measure. */
import type { ComponentProps } from "react";
import classes from "./GrowingText.module.css";

export function GrowingText(
  props: Omit<ComponentProps<"textarea">, "value" | "rows"> & { value: string; look?: string },
) {
  const { look, className, ...field } = props;
  return (
    <span
      className={`${classes.box} ${className ?? ""}`}
      data-look={look}
      // A hidden copy of the text stands in the same cell of the grid and gives it its height.
      data-copy={field.value || field.placeholder || " "}
    >
      <textarea rows={1} {...field} />
    </span>
  );
}
