/** A view taken along: its picture as PNG or SVG, its figures as CSV. */
import { Button, Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { RefObject } from "react";
import { useI18n } from "../../i18n";
import { useReality } from "../context";
import { type CellValue, csvBlob } from "./csv";
import { asPng, asSvg } from "./svg";

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun once the click is over.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export function Export(props: {
  /** What the files are called after: “flow”. */
  name: string;
  picture?: RefObject<SVGSVGElement | null>;
  rows: () => CellValue[][];
}) {
  const { t, language } = useI18n();
  const { journey } = useReality();
  const { picture } = props;
  const file = (ending: string) =>
    `${journey.name} ${props.name}.${ending}`.replaceAll(/[\\/:*?"<>|]+/g, " ");
  const drawn = () => picture?.current ?? null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="compact-sm" variant="default" leftSection={<IconDownload size={14} />}>
          {t("reality.export")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {picture && (
          <>
            <Menu.Item
              onClick={async () => {
                const svg = drawn();
                if (svg) save(await asPng(svg), file("png"));
              }}
            >
              {t("reality.export.png")}
            </Menu.Item>
            <Menu.Item
              onClick={() => {
                const svg = drawn();
                if (svg) save(asSvg(svg), file("svg"));
              }}
            >
              {t("reality.export.svg")}
            </Menu.Item>
          </>
        )}
        <Menu.Item onClick={() => save(csvBlob(props.rows(), language), file("csv"))}>
          {t("reality.export.csv")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
