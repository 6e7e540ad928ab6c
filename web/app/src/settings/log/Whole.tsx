/** A whole number with its unit, grouped as the reader's language groups it. */
import { NumberInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useI18n } from "../../i18n";
import classes from "./Log.module.css";

export function Whole(props: {
  label: string;
  unit: string;
  description?: ReactNode;
  error?: ReactNode;
  /** Null while the field is empty. */
  value: number | null;
  onChange: (value: number | null) => void;
}) {
  const { format } = useI18n();
  return (
    <NumberInput
      label={props.label}
      description={props.description}
      inputWrapperOrder={["label", "input", "description", "error"]}
      error={props.error}
      required
      withAsterisk={false}
      hideControls
      allowDecimal={false}
      allowNegative={false}
      // The server is the judge of bounds: what is typed stays as it was typed.
      clampBehavior="none"
      thousandSeparator={format.number(1000).replace(/\d/g, "")}
      rightSection={<span className={classes.unit}>{props.unit}</span>}
      rightSectionWidth="6.5rem"
      rightSectionPointerEvents="none"
      value={props.value ?? ""}
      onChange={(value) => {
        const number = Number(value);
        props.onChange(value === "" || !Number.isSafeInteger(number) ? null : number);
      }}
    />
  );
}
