/** A one-time link, shown once, to hand over by oneself. */
import { Modal, Text } from "@mantine/core";
import { useI18n } from "../i18n";
import { CopyField } from "../ui/Copy";

export function OneTimeLink(props: {
  title: string;
  text: string;
  link: string;
  onClose: () => void;
}) {
  const { t } = useI18n();
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <CopyField value={props.link} label={props.title} />
      <Text mt="sm" c="dimmed">
        {props.text}
      </Text>
    </Modal>
  );
}
