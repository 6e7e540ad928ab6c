/** “Compare with…”: chooses the second side; once chosen, a chip that says it. */
import { Button, Menu } from "@mantine/core";
import { IconArrowsDiff } from "@tabler/icons-react";
import { useState } from "react";
import { useI18n } from "../../i18n";
import { hasBefore } from "../../map/period";
import { useReality } from "../context";
import { Chip } from "../filters/Chip";
import { alone, realityPeriod, type Versus, versus } from "../search";
import { DaysEditor, SegmentEditor } from "./editors";
import { canCompare, turnedOf } from "./side";
import { comparing, useVersus } from "./useVersus";

/** Those that need to be told more than their name. */
const told = ["days", "channel", "property", "persona"] as const satisfies Versus[];
type Told = (typeof told)[number];
const isTold = (kind: Versus): kind is Told => told.some((known) => known === kind);

function Kinds({ onChoose }: { onChoose: (kind: Versus) => void }) {
  const { t } = useI18n();
  const { search } = useReality();
  const able = (kind: Versus) => {
    if (kind === "rest") return turnedOf(search) !== undefined;
    return kind === "before" || kind === "year" ? hasBefore(realityPeriod(search)) : true;
  };
  return (
    <>
      {versus.map((kind) => (
        <Menu.Item key={kind} disabled={!able(kind)} onClick={() => onChoose(kind)}>
          {t(`versus.kind.${kind}`)}
        </Menu.Item>
      ))}
      {!able("rest") && (
        <Menu.Label maw="17rem" fw={400}>
          {t("versus.rest.how")}
        </Menu.Label>
      )}
    </>
  );
}

export function CompareWith() {
  const { t } = useI18n();
  const { search, go } = useReality();
  const state = useVersus();
  // Chosen, and still to be told more.
  const [fresh, setFresh] = useState<Told | null>(null);
  const kind = fresh ?? search.vs;
  if (kind === undefined) {
    // Where nothing can be compared yet nothing is offered.
    if (!comparing.includes(search.view ?? "flow")) return null;
    return (
      <Menu position="bottom-start" width={280}>
        <Menu.Target>
          <Button size="compact-sm" variant="subtle" leftSection={<IconArrowsDiff size={14} />}>
            {t("versus.add")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Kinds
            onChoose={(chosen) =>
              isTold(chosen) ? setFresh(chosen) : go({ ...alone, vs: chosen }, true)
            }
          />
        </Menu.Dropdown>
      </Menu>
    );
  }
  const name = state.state === "ready" && fresh === null ? state.sides.b.name : "";
  const plain = kind === "before" || kind === "year" || kind === "rest";
  const words =
    fresh === null && plain
      ? [t(`versus.kind.${kind}`), name && `(${name})`].filter(Boolean).join(" ")
      : name;
  return (
    <Chip
      key={kind}
      label={t("versus.with")}
      words={canCompare(search) || fresh ? words : t(`versus.kind.${kind}`)}
      fresh={fresh !== null}
      onClosed={() => setFresh(null)}
      onRemove={() => {
        setFresh(null);
        go({ ...alone, vs_as: undefined }, true);
      }}
    >
      {(close) =>
        kind === "days" ? (
          <DaysEditor onDone={close} />
        ) : kind === "channel" || kind === "property" || kind === "persona" ? (
          <SegmentEditor kind={kind} onDone={close} />
        ) : (
          <Choices onDone={close} />
        )
      }
    </Chip>
  );
}

/** The other comparisons that need no more than their name. */
function Choices({ onDone }: { onDone: () => void }) {
  const { t } = useI18n();
  const { search, go } = useReality();
  const period = realityPeriod(search);
  return (
    <div>
      {(["before", "year", "rest"] as const).map((kind) => (
        <Button
          key={kind}
          fullWidth
          justify="flex-start"
          variant={search.vs === kind ? "light" : "subtle"}
          aria-pressed={search.vs === kind}
          disabled={kind === "rest" ? !turnedOf(search) : !hasBefore(period)}
          onClick={() => {
            go({ ...alone, vs: kind });
            onDone();
          }}
        >
          {t(`versus.kind.${kind}`)}
        </Button>
      ))}
    </div>
  );
}
