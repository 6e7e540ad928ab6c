/** A value to take elsewhere: shown in full, one click to copy. */
import { ActionIcon, CopyButton, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useI18n } from "../i18n";
import classes from "./Copy.module.css";

export function CopyIcon(props: { value: string }) {
  const { t } = useI18n();
  return (
    <CopyButton value={props.value} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t("common.copied") : t("common.copy")}>
          <ActionIcon onClick={copy} aria-label={copied ? t("common.copied") : t("common.copy")}>
            {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}

export function CopyField(props: { value: string; label: string }) {
  return (
    <div className={classes.field}>
      <code className={classes.value}>
        <span className="visually-hidden">{props.label} </span>
        {props.value}
      </code>
      <CopyIcon value={props.value} />
    </div>
  );
}

export function CodeBlock(props: { code: string; label: string }) {
  return (
    <figure className={classes.block} aria-label={props.label}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, so keys must reach it */}
      <pre className={classes.pre} tabIndex={0}>
        <code>{props.code}</code>
      </pre>
      <div className={classes.corner}>
        <CopyIcon value={props.code} />
      </div>
    </figure>
  );
}
