/** How the map is seen: drawn or as a table, and in which of its languages. */
import { Box, Button, Menu } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconAdjustmentsHorizontal } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import type { Language } from "../../api/types";
import { useI18n } from "../../i18n";
import { NARROW } from "../../theme/tokens";
import { useMap } from "../context";
import classes from "./ViewMenu.module.css";

const languages: readonly Language[] = ["fr", "en"];

// Only phones see it.
const NarrowView = lazy(() =>
  import("./narrow/NarrowView").then((m) => ({ default: m.NarrowView })),
);

export function ViewMenu() {
  const narrow = useMediaQuery(NARROW);
  const { t, language } = useI18n();
  const { journey, search, go } = useMap();
  const original = journey.language ?? language;
  const reading = search.lang ?? original;
  return (
    <Menu>
      <Menu.Target>
        <Button
          variant="default"
          className={classes.button}
          leftSection={<IconAdjustmentsHorizontal size={16} />}
          aria-label={t("canvas.view")}
        >
          <Box component="span" visibleFrom="sm">
            {reading === original ? t("canvas.view") : reading.toUpperCase()}
          </Box>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={search.view ?? "map"}
          onChange={(view) => go({ view: view === "table" ? "table" : undefined })}
        >
          <Menu.Label>{t("canvas.view")}</Menu.Label>
          <Menu.RadioItem value="map" closeMenuOnClick>
            {t("canvas.view.map")}
          </Menu.RadioItem>
          <Menu.RadioItem value="table" closeMenuOnClick>
            {t("canvas.view.table")}
          </Menu.RadioItem>
        </Menu.RadioGroup>
        {!narrow && search.view !== "table" && search.version === undefined && (
          <>
            <Menu.Divider />
            <Menu.CheckboxItem
              closeMenuOnClick
              checked={search.flows !== undefined}
              onChange={(on) =>
                go({
                  flows: on ? "time" : undefined,
                  vs: undefined,
                  vs_channel: undefined,
                  vs_persona: undefined,
                  vs_as: undefined,
                })
              }
            >
              {t("flows.show")}
            </Menu.CheckboxItem>
          </>
        )}
        {narrow && (
          <>
            <Menu.Divider />
            <Suspense fallback={null}>
              <NarrowView />
            </Suspense>
          </>
        )}
        <Menu.Divider />
        <Menu.RadioGroup
          value={reading}
          onChange={(value) => go({ lang: value === original ? undefined : (value as Language) })}
        >
          <Menu.Label>{t("canvas.language")}</Menu.Label>
          {languages.map((one) => (
            <Menu.RadioItem key={one} value={one} closeMenuOnClick>
              {one === original
                ? t("canvas.language.original", { language: t(`language.${one}`) })
                : t(`language.${one}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
