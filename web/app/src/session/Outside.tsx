/** The frame of the pages outside the shell: a form on the left, a picture of a map beside it. */
import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useI18n } from "../i18n";
import { usePageTitle } from "../shell/title";
import { hues } from "../theme/tokens";
import { Logo } from "../ui/Logo";
import classes from "./Outside.module.css";

/** A quiet drawing: five stages, a few touchpoints, one path through them. */
function Picture() {
  const columns = Object.values(hues);
  const cards = [
    [40, 96],
    [190, 60],
    [190, 176],
    [340, 96],
    [490, 150],
    [640, 72],
  ] as const;
  return (
    <svg viewBox="0 0 760 300" className={classes.drawing} aria-hidden="true">
      {columns.map((hue, index) => (
        <rect key={hue} x={30 + index * 150} y={16} width={130} height={4} rx={2} fill={hue} />
      ))}
      {cards.map(([x, y]) => (
        <g key={`${x}-${y}`}>
          <rect x={x} y={y} width={110} height={72} rx={8} className={classes.card} />
          <rect x={x + 12} y={y + 14} width={56} height={7} rx={3.5} className={classes.word} />
          <rect x={x + 12} y={y + 34} width={86} height={4} rx={2} className={classes.track} />
          <rect
            x={x + 12}
            y={y + 34}
            width={30 + (x % 50)}
            height={4}
            rx={2}
            className={classes.bar}
          />
          <rect x={x + 12} y={y + 50} width={34} height={6} rx={3} className={classes.track} />
        </g>
      ))}
      <path
        d="M95 168 C 95 236, 200 268, 245 248 S 330 180, 395 168 S 470 250, 545 222 S 620 170, 695 144"
        className={classes.path}
      />
      {[
        [95, 168],
        [245, 248],
        [395, 168],
        [545, 222],
        [695, 144],
      ].map(([x, y]) => (
        <circle key={x} cx={x} cy={y} r={5} className={classes.dot} />
      ))}
    </svg>
  );
}

export function Outside(props: { title: string; lead?: string; children: ReactNode }) {
  const { t, language, setLanguage } = useI18n();
  usePageTitle(props.title);
  const other = language === "fr" ? "en" : "fr";
  return (
    <div className={classes.outside}>
      <main className={classes.main}>
        <div className={classes.brand}>
          <Logo size={36} />
          <span>Parcours</span>
        </div>
        <div className={classes.form}>
          <Title order={1} fz="xl">
            {props.title}
          </Title>
          {props.lead && <p className={classes.lead}>{props.lead}</p>}
          {props.children}
        </div>
        <button
          type="button"
          lang={other}
          className={classes.language}
          onClick={() => setLanguage(other)}
        >
          {t(`language.${other}`)}
        </button>
      </main>
      <aside className={classes.aside}>
        <Picture />
        <p>{t("picture.caption")}</p>
      </aside>
    </div>
  );
}
