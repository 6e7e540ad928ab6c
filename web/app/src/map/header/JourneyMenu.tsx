/** The journey's name, which opens the list of the others. */
import { Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useI18n, withLater } from "../../i18n";
import { useCanvas } from "../canvas/context";
import { said } from "../canvas/speech";
import { useMap } from "../context";
import classes from "./MapHeader.module.css";

// Loaded by those who open them.
const JourneyMenuItems = lazy(() =>
  withLater(import("./JourneyMenuItems")).then((m) => ({ default: m.JourneyMenuItems })),
);
const ExportDialog = lazy(() =>
  withLater(import("../../exchange/ExportDialog")).then((m) => ({ default: m.ExportDialog })),
);

export function JourneyMenu() {
  const { t } = useI18n();
  const { journey } = useMap();
  const [exporting, setExporting] = useState(false);
  const { reading } = useCanvas();
  const name = said(journey, "name", journey.name, reading);
  return (
    <h1 className={classes.journey}>
      <Menu position="bottom-start" width={300}>
        <Menu.Target>
          <button
            type="button"
            className={classes.switch}
            // Where there is no room for all of it.
            title={[name.text, journey.persona?.name].filter(Boolean).join(" · ")}
          >
            <span className={classes.title}>{name.text}</span>
            {journey.persona && <span className={classes.persona}>· {journey.persona.name}</span>}
            <IconChevronDown size={16} aria-hidden="true" />
            <span className="visually-hidden">{t("map.switch")}</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown mah="60vh" style={{ overflowY: "auto" }}>
          <Suspense fallback={null}>
            <JourneyMenuItems onExport={() => setExporting(true)} />
          </Suspense>
        </Menu.Dropdown>
      </Menu>
      {exporting && (
        <Suspense fallback={null}>
          <ExportDialog onClose={() => setExporting(false)} />
        </Suspense>
      )}
    </h1>
  );
}
