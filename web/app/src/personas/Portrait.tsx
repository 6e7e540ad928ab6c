/** A persona's face: its picture, or its initials until there is one. */
import type { Persona } from "../api/types";
import classes from "./Portrait.module.css";

/** “Camille, coureuse débutante” is Camille: the first letter of up to two words of the name. */
export function initials(name: string): string {
  const words =
    name
      .split(/[,(–-]/)[0]
      ?.trim()
      .split(/\s+/)
      .filter(Boolean) ?? [];
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toLocaleUpperCase())
    .join("");
}

/** Decorative: the name always stands beside it. */
export function Portrait(props: {
  persona: Pick<Persona, "name"> & { picture?: string | null };
  size: "small" | "card" | "poster";
}) {
  const { persona, size } = props;
  return (
    <span className={classes.portrait} data-size={size} aria-hidden="true">
      {persona.picture ? (
        <img src={persona.picture} alt="" loading="lazy" />
      ) : (
        initials(persona.name) || "?"
      )}
    </span>
  );
}
