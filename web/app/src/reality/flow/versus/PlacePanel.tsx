/** One place on both sides: where its customers come from and go on to, with what differs. */
import { CloseButton } from "@mantine/core";
import { useI18n } from "../../../i18n";
import type { Place } from "../../queries";
import { type Difference, shareOf } from "../../versus/difference";
import type { Sides } from "../../versus/useVersus";
import { Verdict } from "../../versus/Verdict";
import classes from "../Flow.module.css";
import { keyOf } from "../net";
import type { Passage } from "./join";

const MOST = 8;

function Shares({ of }: { of: Difference }) {
  const { format } = useI18n();
  const share = (side: Difference["a"]) => (side.of > 0 ? format.percent(shareOf(side)) : "–");
  return (
    <span data-figures>
      A {share(of.a)} · B {share(of.b)}
    </span>
  );
}

function Ways(props: {
  title: string;
  passages: readonly Passage[];
  name: (passage: Passage) => string;
  onOpen: (key: string) => void;
}) {
  const { t } = useI18n();
  return (
    <section>
      <h3 className={classes.detailTitle}>{props.title}</h3>
      {props.passages.length === 0 ? (
        <p className={classes.quiet}>{t("reality.flow.nobody")}</p>
      ) : (
        <ol className={classes.ways}>
          {props.passages.slice(0, MOST).map((passage) => (
            <li key={keyOf(passage)}>
              <button
                type="button"
                className={classes.open}
                title={t("versus.flow.open", { from: passage.from, to: passage.to })}
                onClick={() => props.onOpen(keyOf(passage))}
              >
                {props.name(passage)}
              </button>
              <span className={classes.wayFigures}>
                <Shares of={passage.difference} />
              </span>
              <span className={classes.wayVerdict}>
                <Verdict of={passage.difference} short />
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

export function PlacePanel(props: {
  place: Place;
  sides: Sides;
  passages: readonly Passage[];
  reach: Difference | undefined;
  onOpen: (key: string) => void;
  onClose: () => void;
}) {
  const { place, passages, reach } = props;
  const { t } = useI18n();
  const again = t("reality.flow.again");
  return (
    <aside className={classes.detail} aria-label={place.name}>
      <header className={classes.detailHead}>
        <h2 className={classes.detailName}>{place.name}</h2>
        <CloseButton aria-label={t("panel.close")} onClick={props.onClose} />
      </header>
      {reach && (
        <p className={classes.quiet}>
          {t("versus.flow.reach")} <Shares of={reach} />
          <br />
          <Verdict of={reach} />
        </p>
      )}
      <Ways
        title={t("versus.flow.to")}
        passages={passages.filter(({ from }) => from === place.name)}
        name={({ to }) => (to === place.name ? again : to)}
        onOpen={props.onOpen}
      />
      <Ways
        title={t("versus.flow.from")}
        passages={passages.filter(({ from, to }) => to === place.name && from !== place.name)}
        name={({ from }) => from}
        onOpen={props.onOpen}
      />
    </aside>
  );
}
