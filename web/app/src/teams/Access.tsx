/** In the panel about a journey: the button to say who may see and edit it. */
import { Button } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useState } from "react";
import { useI18n } from "../i18n";
import { useMap } from "../map/context";
import { AccessDialog } from "./AccessDialog";

export function Access() {
  const { t } = useI18n();
  const { journey } = useMap();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconLock size={16} />}
        style={{ alignSelf: "flex-start" }}
        onClick={() => setOpened(true)}
      >
        {t("access.button")}
      </Button>
      {opened && <AccessDialog journey={journey} onClose={() => setOpened(false)} />}
    </>
  );
}
