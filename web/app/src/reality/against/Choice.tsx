/** What is compared with: chosen from a menu, changed and put away like a filter. */
import { Button, Menu, SegmentedControl } from "@mantine/core";
import { IconArrowsDiff } from "@tabler/icons-react";
import { useState } from "react";
import { useI18n } from "../../i18n";
import { useReality } from "../context";
import { Chip } from "../filters/Chip";
import { ChannelEditor, PropertyEditor } from "../filters/editors";
import { realityPeriod } from "../search";
import { useAgainstWords } from "./useOther";

const sorts = ["previous", "year", "channel", "property"] as const;
type Sort = (typeof sorts)[number];

const sortOf = (vs: string | undefined): Sort | undefined =>
  sorts.find((sort) => vs === sort || vs?.startsWith(`${sort}:`));

function Editor(props: { sort: Sort; onDone: () => void }) {
  const { t } = useI18n();
  const { search, go } = useReality();
  const { sort, onDone } = props;
  const value = search.vs?.startsWith(`${sort}:`) ? search.vs.slice(sort.length + 1) : undefined;
  const apply = (chosen: string | undefined) => {
    go({ vs: chosen === undefined ? undefined : `${sort}:${chosen}` });
    onDone();
  };
  if (sort === "channel") return <ChannelEditor value={value} onApply={apply} />;
  if (sort === "property") return <PropertyEditor value={value} onApply={apply} />;
  return (
    <SegmentedControl
      size="xs"
      fullWidth
      aria-label={t("against.to")}
      value={sort}
      data={(["previous", "year"] as const).map((one) => ({
        value: one,
        label: t(`against.${one}`),
      }))}
      onChange={(chosen) => {
        go({ vs: chosen });
        onDone();
      }}
    />
  );
}

export function Against() {
  const { t } = useI18n();
  const { search, go } = useReality();
  const words = useAgainstWords();
  // Chosen, and nothing said yet.
  const [fresh, setFresh] = useState<Sort | null>(null);
  const sort = sortOf(search.vs) ?? fresh;
  const period = realityPeriod(search);
  const always = "period" in period && period.period === "all";
  if (sort) {
    return (
      <Chip
        key={sort}
        label={t("against.to")}
        words={search.vs ? words(search.vs) : ""}
        fresh={sort === fresh}
        onClosed={() => setFresh(null)}
        onRemove={() => {
          setFresh(null);
          go({ vs: undefined });
        }}
      >
        {(close) => <Editor sort={sort} onDone={close} />}
      </Chip>
    );
  }
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button size="compact-sm" variant="subtle" leftSection={<IconArrowsDiff size={14} />}>
          {t("against.compare")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {sorts.map((one) => (
          <Menu.Item
            key={one}
            disabled={always && (one === "previous" || one === "year")}
            onClick={() => (one === "previous" || one === "year" ? go({ vs: one }) : setFresh(one))}
          >
            {t(`against.${one}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
