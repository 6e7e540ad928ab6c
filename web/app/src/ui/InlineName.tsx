/** A name that becomes a field in place: Enter or leaving keeps it, Escape puts it back. */
import { TextInput } from "@mantine/core";
import { useState } from "react";

export function InlineName(props: {
  value: string;
  label: string;
  placeholder?: string;
  /** `name` is null when nothing changed; `entered` when it was Enter that ended it. */
  onDone: (name: string | null, entered: boolean) => void;
}) {
  const [name, setName] = useState(props.value);
  const done = (keep: boolean, entered = false) => {
    const trimmed = name.trim();
    props.onDone(keep && trimmed && trimmed !== props.value ? trimmed : null, entered);
  };
  return (
    <TextInput
      size="sm"
      autoFocus
      aria-label={props.label}
      placeholder={props.placeholder}
      value={name}
      maxLength={200}
      onChange={(event) => setName(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => done(true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") done(true, true);
        if (event.key === "Escape") done(false);
      }}
    />
  );
}
