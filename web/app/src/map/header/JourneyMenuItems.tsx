/** What the journey's name opens into: about it, its export, the other journeys. Loaded once it is opened. */
import { Menu } from "@mantine/core";
import { IconFileExport, IconInfoCircle, IconLayoutList, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useI18n } from "../../i18n";
import { journeysQuery } from "../../journeys/queries";
import { useMay } from "../../session/session";
import { useMap } from "../context";
import classes from "./MapHeader.module.css";

export function JourneyMenuItems(props: { onExport: () => void }) {
  const { t } = useI18n();
  const { journey, go } = useMap();
  const mayEdit = useMay("editor");
  const journeys = useQuery(journeysQuery);
  const others = (journeys.data?.items ?? []).filter((item) => item.id !== journey.id);
  return (
    <>
      <Menu.Item
        leftSection={<IconInfoCircle size={16} />}
        onClick={() => go({ panel: "about", touchpoint: undefined })}
      >
        {t("map.about")}
      </Menu.Item>
      <Menu.Item leftSection={<IconFileExport size={16} />} onClick={props.onExport}>
        {t("exchange.export")}
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
        <Menu.Item component={Link} to="/journeys?new=true" leftSection={<IconPlus size={16} />}>
          {t("map.new_journey")}
        </Menu.Item>
      )}
    </>
  );
}
