/** Above the canvas while flows are drawn on it: how many of them, what colour says, and the way on. */
import { CloseButton } from "@mantine/core";
import { useI18n } from "../../../i18n";
import { Controls } from "../../../reality/flow/Controls";
import { Legend } from "../../../reality/flow/Legend";
import { LinkButton } from "../../../ui/LinkButton";
import { problemText } from "../../../ui/problem";
import { useMap } from "../../context";
import classes from "./Flows.module.css";
import { useFlows } from "./useFlows";

export function FlowsBar(props: { share: number; onShare: (share: number) => void }) {
  const { t, n } = useI18n();
  const { journey, search, period, go } = useMap();
  const { report } = useFlows();
  const colour = search.flows ?? "time";
  return (
    <section className={classes.bar} aria-label={t("flows.title")}>
      <strong>{t("flows.title")}</strong>
      {report.isError && <span role="alert">{problemText(report.error, t)}</span>}
      {report.data && (
        <span>
          {report.data.interactions === 0
            ? t("reality.empty.title")
            : n("figures.customers", report.data.customers)}
        </span>
      )}
      <Controls
        share={props.share}
        onShare={props.onShare}
        colour={colour}
        onColour={(value) => go({ flows: value }, true)}
      />
      <Legend colour={colour} />
      <span className={classes.end}>
        <LinkButton
          to="/reality"
          search={{
            journey: journey.id,
            ...period,
            colour: colour === "loss" ? "loss" : undefined,
          }}
          size="compact-sm"
          variant="default"
        >
          {t("flows.explore")}
        </LinkButton>
        <CloseButton
          size="sm"
          aria-label={t("flows.hide")}
          onClick={() => go({ flows: undefined }, true)}
        />
      </span>
    </section>
  );
}
