/** The journey's name, which opens the list of the others. */
import { Menu } from "@mantine/core";
import { IconChevronDown, IconInfoCircle, IconLayoutList, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useI18n } from "../../i18n";
import { journeysQuery } from "../../journeys/queries";
import { useMay } from "../../session/session";
import { useCanvas } from "../canvas/context";
import { said } from "../canvas/speech";
import { useMap } from "../context";
import classes from "./MapHeader.module.css";

export function JourneyMenu() {
  const { t } = useI18n();
  const { journey, go } = useMap();
  const mayEdit = useMay("editor");
  const journeys = useQuery(journeysQuery);
  const { reading } = useCanvas();
  const name = said(journey, "name", journey.name, reading);
  const others = (journeys.data?.items ?? []).filter((item) => item.id !== journey.id);
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
          <Menu.Item
            leftSection={<IconInfoCircle size={16} />}
            onClick={() => go({ panel: "about", touchpoint: undefined })}
          >
            {t("map.about")}
          </Menu.Item>
          <Menu.Divider />
          {others.slice(0, 12).map((item) => (
            <Menu.Item
              key={item.id}
              component={Link}
              to={`/journeys/${item.id}`}
              rightSection={<span className={classes.persona}>{item.persona?.name}</span>}
            >
              {item.name}
            </Menu.Item>
          ))}
          {others.length > 0 && <Menu.Divider />}
          <Menu.Item component={Link} to="/journeys" leftSection={<IconLayoutList size={16} />}>
            {t("map.all_journeys")}
          </Menu.Item>
          {mayEdit && (
            <Menu.Item
              component={Link}
              to="/journeys?new=true"
              leftSection={<IconPlus size={16} />}
            >
              {t("map.new_journey")}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </h1>
  );
}
