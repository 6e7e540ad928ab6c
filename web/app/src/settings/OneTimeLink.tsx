/** A one-time link, shown once, to hand over by oneself. */
import { Modal, Text } from "@mantine/core";
import { useI18n } from "../i18n";
import { CopyField } from "../ui/Copy";

export function OneTimeLink(props: { name: string; link: string; onClose: () => void }) {
  const { t } = useI18n();
  const title = t("users.link.title", { name: props.name });
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={title}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <CopyField value={props.link} label={title} />
      <Text mt="sm" c="dimmed">
        {t("users.link.text")}
      </Text>
    </Modal>
  );
}
