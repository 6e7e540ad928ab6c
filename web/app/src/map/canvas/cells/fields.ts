/** Reading and writing one text of a touchpoint, in the language the map is read in. */
import { useMemo } from "react";
import type { Touchpoint } from "../../../api/types";
import { useCanvas } from "../context";
import type { TextField } from "../lanes/lanes";
import { said, written } from "../speech";

/** Texts that are a field of their own; team names are not translated. */
export type PlainField = TextField | "key_moment" | "owning_team" | "name";

export function useText(touchpoint: Touchpoint, field: PlainField) {
  const { reading: shown, edits } = useCanvas();
  const reading = field === "owning_team" ? null : shown;
  return useMemo(
    () => ({
      ...said(touchpoint, field, touchpoint[field], reading),
      value: written(touchpoint, field, touchpoint[field], reading),
      original: reading === null ? undefined : touchpoint[field],
      save(value: string) {
        if (reading === null) {
          if (value !== touchpoint[field]) edits.change(touchpoint, { [field]: value });
          return;
        }
        if (value !== written(touchpoint, field, touchpoint[field], reading))
          edits.change(touchpoint, {}, { translations: { [reading]: { [field]: value } } });
      },
    }),
    [touchpoint, field, reading, edits],
  );
}
