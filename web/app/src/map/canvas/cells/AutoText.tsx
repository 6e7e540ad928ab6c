/** A text field that grows with what is typed into it. */
import { type TextareaHTMLAttributes, useLayoutEffect, useRef } from "react";
import classes from "./Editor.module.css";

type Props = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "value" | "onChange"> & {
  value: string;
  onText: (value: string) => void;
  /** One line by meaning: Enter does not break it. */
  oneLine?: boolean;
};

export function AutoText({ value, onText, oneLine, className, ...rest }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the text that makes it grow
  useLayoutEffect(() => {
    const element = field.current;
    if (!element || CSS.supports("field-sizing", "content")) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [value]);
  return (
    <textarea
      ref={field}
      rows={1}
      maxLength={oneLine ? 200 : 5000}
      {...rest}
      className={`${classes.text} ${className ?? ""}`}
      value={value}
      onChange={(event) =>
        onText(
          oneLine ? event.currentTarget.value.replace(/\s*\n\s*/g, " ") : event.currentTarget.value,
        )
      }
    />
  );
}
