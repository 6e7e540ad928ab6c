/** A team's colour beside its name: the name says it, the colour finds it again. */
import type { ReactNode } from "react";
import type { TeamHue } from "./queries";
import classes from "./Teams.module.css";

export function TeamMark(props: { hue: TeamHue; children?: ReactNode }) {
  return (
    <span className={classes.mark}>
      <span
        className={classes.dot}
        style={{ background: `var(--mantine-color-${props.hue}-6)` }}
        aria-hidden="true"
      />
      {props.children}
    </span>
  );
}
