/** Interactions that no touchpoint claims, by volume; one click makes each a touchpoint. */
import { ActionIcon, Button, Group, NativeSelect, Text, Tooltip } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Stage } from "../../api/types";
import { useI18n } from "../../i18n";
import { Empty, View } from "../../ui/States";
import { toast } from "../../ui/toasts";
import { useMap } from "../context";
import { PanelFrame } from "../panel/Panel";
import { unclaimedQuery } from "../queries";
import classes from "./UnclaimedPanel.module.css";
import { type Claim, claims, guessName, inWords, signalOf } from "./wording";

function Row(props: {
  claim: Claim;
  /** Share of the most frequent one, for the bar. */
  part: number;
  stage: Stage | undefined;
}) {
  const { stage } = props;
  const { item, interactions, customers } = props.claim;
  const i18n = useI18n();
  const { t, n } = i18n;
  const { edits } = useMap();
  const name = guessName(item, i18n);
  const add = () => {
    if (!stage) return;
    edits.addTouchpoint(stage, { name, signals: [signalOf(item)] }, (made) =>
      toast({
        text: t("unclaimed.added", { name, stage: stage.name }),
        action: { label: t("common.undo"), run: () => edits.deleteTouchpoint(made) },
      }),
    );
  };
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <div className={classes.name}>{name}</div>
        <div className={classes.counts}>{inWords(item, i18n, customers !== null)}</div>
        <div className={classes.track} aria-hidden="true">
          <div className={classes.bar} style={{ width: `${Math.max(1, props.part * 100)}%` }} />
        </div>
        <div className={classes.counts}>
          {n("figures.interactions", interactions)}
          {customers !== null && ` · ${n("figures.customers", customers)}`}
        </div>
      </div>
      {stage && (
        <Tooltip label={t("unclaimed.add_as", { name, stage: stage.name })}>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={t("unclaimed.add_as", { name, stage: stage.name })}
            onClick={add}
          >
            <IconPlus size={18} />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  );
}

function Nothing() {
  const { t } = useI18n();
  const { figures } = useMap();
  if (figures && figures.interactions > 0) {
    return <Empty title={t("unclaimed.none")} text={t("unclaimed.none.text")} />;
  }
  return (
    <Empty
      title={t("unclaimed.no_data")}
      text={t("unclaimed.no_data.text")}
      action={
        <Group>
          <Button component={Link} to="/settings/sources" variant="default">
            {t("unclaimed.sources")}
          </Button>
          <Button component={Link} to="/imports" variant="default">
            {t("unclaimed.imports")}
          </Button>
        </Group>
      }
    />
  );
}

export function UnclaimedPanel() {
  const { t, n } = useI18n();
  const { journey, period, periodWords, editable, go } = useMap();
  const unclaimed = useQuery(unclaimedQuery(journey.id, period));
  const [chosen, setChosen] = useState<string | null>(null);
  const stage = journey.stages.find((item) => item.id === chosen) ?? journey.stages[0];
  return (
    <PanelFrame title={t("unclaimed.title")}>
      <View query={unclaimed}>
        {({ items, interactions }) =>
          items.length === 0 ? (
            <Nothing />
          ) : (
            <>
              <Text c="dimmed">{t("unclaimed.lead")}</Text>
              <Button
                mt="xs"
                size="compact-md"
                variant="default"
                onClick={() => go({ panel: "proposals" })}
              >
                {t("proposals.title")}
              </Button>
              <Text mt="xs" fw={550}>
                {n("figures.interactions", interactions)} · {periodWords}
              </Text>
              {editable && stage && (
                <NativeSelect
                  mt="sm"
                  label={t("unclaimed.stage")}
                  data={journey.stages.map((item) => ({ value: item.id, label: item.name }))}
                  value={stage.id}
                  onChange={(event) => setChosen(event.currentTarget.value)}
                />
              )}
              <ol className={classes.rows}>
                {claims(items).map((claim, _index, all) => (
                  <Row
                    key={claim.item.signature}
                    claim={claim}
                    part={claim.interactions / Math.max(1, all[0]?.interactions ?? 1)}
                    stage={editable ? stage : undefined}
                  />
                ))}
              </ol>
            </>
          )
        }
      </View>
    </PanelFrame>
  );
}
