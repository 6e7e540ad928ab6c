/** The frame of every signed-in screen: rail, content, live updates, keys. */
import { useDisclosure } from "@mantine/hooks";
import { Outlet, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useMemo } from "react";
import { useLiveUpdates } from "../api/live";
import { useI18n } from "../i18n";
import { useLeftEdits } from "../map/hand/left";
import { type Action, useActions, useKeyListener } from "./actions";
import { places } from "./places";
import { Rail } from "./Rail";
import classes from "./Shell.module.css";

const loadPalette = () => import("./Palette");
const Palette = lazy(() => loadPalette().then((m) => ({ default: m.Palette })));
const Help = lazy(() => import("./Help").then((m) => ({ default: m.Help })));

export function Shell() {
  const { t } = useI18n();
  const navigate = useNavigate();
  const [paletteOpened, palette] = useDisclosure(false);
  const [helpOpened, help] = useDisclosure(false);
  useLiveUpdates();
  useLeftEdits();
  // Once the screen is drawn: what is typed right after ⌘K must find the palette there.
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette(), 1500);
    return () => clearTimeout(timer);
  }, []);
  useKeyListener(palette.open);

  const actions = useMemo<Action[]>(
    () => [
      ...places.map((place) => ({
        id: `go.${place.to}`,
        label: t(place.label),
        group: "go" as const,
        keys: place.keys,
        run: () => void navigate({ to: place.to }),
      })),
      { id: "help", label: t("shell.help"), group: "general", keys: "?", run: help.open },
    ],
    [t, navigate, help.open],
  );
  useActions(actions);

  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        {t("shell.skip")}
      </a>
      <Rail onPalette={palette.open} onHelp={help.open} />
      <main id="content" className={classes.content} tabIndex={-1}>
        <Outlet />
      </main>
      <Suspense fallback={null}>
        {paletteOpened && <Palette onClose={palette.close} />}
        {helpOpened && <Help onClose={help.close} />}
      </Suspense>
    </div>
  );
}
