/** The one panel beside the board. What it shows stands in the address; Escape closes it. */
import { CloseButton, Title } from "@mantine/core";
import { lazy, type ReactNode, Suspense, useEffect, useRef } from "react";
import { useI18n, withLater } from "../../i18n";
import { Loading, RowsSkeleton } from "../../ui/States";
import { useMap } from "../context";
import { stableKey } from "../hand/ids";
import { findTouchpoint } from "../model";
import classes from "./Panel.module.css";

const TouchpointPanel = lazy(() =>
  import("./TouchpointPanel").then((m) => ({ default: m.TouchpointPanel })),
);
const UnclaimedPanel = lazy(() =>
  import("../unclaimed/UnclaimedPanel").then((m) => ({ default: m.UnclaimedPanel })),
);
const ProposalsPanel = lazy(() =>
  import("../../proposals/ProposalsPanel").then((m) => ({ default: m.ProposalsPanel })),
);
const VersionsPanel = lazy(() =>
  import("./VersionsPanel").then((m) => ({ default: m.VersionsPanel })),
);
const CommentsPanel = lazy(() =>
  withLater(import("../../together/CommentsPanel")).then((m) => ({ default: m.CommentsPanel })),
);
const ActivityPanel = lazy(() =>
  withLater(import("../../together/ActivityPanel")).then((m) => ({ default: m.ActivityPanel })),
);
const AboutPanel = lazy(() =>
  withLater(import("./AboutPanel")).then((m) => ({ default: m.AboutPanel })),
);

/** The frame that each panel draws itself into: title, marks, close button, scrolled content. */
export function PanelFrame(props: {
  title: ReactNode;
  mark?: ReactNode;
  /** Stays in view above what scrolls. */
  notice?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useI18n();
  const { go } = useMap();
  return (
    <>
      <header className={classes.header}>
        <Title order={2} fz="lg" className={classes.title} tabIndex={-1} data-panel-title>
          {props.title}
        </Title>
        {props.mark}
        <CloseButton
          aria-label={t("panel.close")}
          onClick={() => go({ panel: undefined, touchpoint: undefined })}
        />
      </header>
      {props.notice && <div className={classes.notice}>{props.notice}</div>}
      <div className={classes.content}>{props.children}</div>
    </>
  );
}

/** Escape belongs first to what is open on top: a menu, a dialog, a list of suggestions. */
function somethingOnTop(target: EventTarget | null): boolean {
  if (document.querySelector("[role=dialog], [role=menu]")) return true;
  return target instanceof HTMLElement && target.closest("[aria-expanded=true]") !== null;
}

export function Panel() {
  const { journey, search, go } = useMap();
  const wanted = search.touchpoint;
  // The address may know the server's name for it before the journey that is drawn does.
  const found =
    findTouchpoint(journey, wanted) ?? findTouchpoint(journey, wanted && stableKey(wanted));
  const shows = found ? stableKey(found.touchpoint.id) : search.panel;
  const aside = useRef<HTMLElement>(null);

  useEffect(() => {
    if (!shows) return;
    const from = document.activeElement;
    // The panel's code may still be on its way: wait for its title, then go there once.
    const focusTitle = () => {
      const title = aside.current?.querySelector<HTMLElement>("[data-panel-title]");
      title?.focus({ preventScroll: true });
      return Boolean(title);
    };
    const observer = new MutationObserver(() => focusTitle() && observer.disconnect());
    if (!focusTitle() && aside.current)
      observer.observe(aside.current, { childList: true, subtree: true });

    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || somethingOnTop(event.target)) return;
      go({ panel: undefined, touchpoint: undefined });
      if (from instanceof HTMLElement) from.focus();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => {
      observer.disconnect();
      document.removeEventListener("keydown", onKeyDown);
    };
  }, [shows, go]);

  if (!shows) return null;
  return (
    <aside ref={aside} className={classes.panel}>
      <Suspense
        fallback={
          <Loading>
            <div className={classes.content}>
              <RowsSkeleton rows={4} />
            </div>
          </Loading>
        }
      >
        {found ? (
          <TouchpointPanel
            key={stableKey(found.touchpoint.id)}
            touchpoint={found.touchpoint}
            stage={found.stage}
          />
        ) : (
          <>
            {search.panel === "unclaimed" && <UnclaimedPanel />}
            {search.panel === "proposals" && <ProposalsPanel />}
            {search.panel === "versions" && <VersionsPanel />}
            {search.panel === "about" && <AboutPanel />}
            {search.panel === "comments" && <CommentsPanel />}
            {search.panel === "activity" && <ActivityPanel />}
          </>
        )}
      </Suspense>
    </aside>
  );
}
