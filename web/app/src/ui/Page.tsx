/** The frame of every screen but the map: heading, actions, content of a readable width. */
import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import { usePageTitle } from "../shell/title";
import classes from "./Page.module.css";

export function Page(props: {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  width?: "normal" | "wide";
  children: ReactNode;
}) {
  usePageTitle(props.title);
  return (
    <div className={classes.page} data-width={props.width ?? "normal"}>
      <header className={classes.header}>
        <div className={classes.heading}>
          <Title order={1} fz="xl">
            {props.title}
          </Title>
          {props.lead && <p className={classes.lead}>{props.lead}</p>}
        </div>
        {props.actions && <div className={classes.actions}>{props.actions}</div>}
      </header>
      {props.children}
    </div>
  );
}

/** A titled part of a page. */
export function Section(props: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <Title order={2} fz="lg">
        {props.title}
      </Title>
      {props.lead && <p className={classes.lead}>{props.lead}</p>}
      <div className={classes.content}>{props.children}</div>
    </section>
  );
}
