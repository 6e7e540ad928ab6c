/** Above the canvas while flows are drawn on it: how many, what colour says, what beside, and the way on. */
import { CloseButton } from "@mantine/core";
import { useI18n } from "../../../i18n";
import { AsChoice, ColourChoice, ShareSlider } from "../../../reality/flow/Controls";
import { Legend } from "../../../reality/flow/Legend";
import { GradeLegend } from "../../../reality/flow/versus/GradeLegend";
import { LinkButton } from "../../../ui/LinkButton";
import { problemText } from "../../../ui/problem";
import { useMap } from "../../context";
import { alone, CompareWith } from "./CompareWith";
import classes from "./Flows.module.css";
import { useFlows } from "./useFlows";

export function FlowsBar(props: { share: number; onShare: (share: number) => void }) {
  const { t, n } = useI18n();
  const { journey, search, period, go } = useMap();
  const { report, versus, possible } = useFlows();
  const colour = search.flows ?? "time";
  const difference = versus !== undefined && search.vs_as === "difference";
  const error = report.error ?? versus?.error;
  return (
    <section className={classes.bar} aria-label={t("flows.title")}>
      <strong>{t("flows.title")}</strong>
      {error && <span role="alert">{problemText(error, t)}</span>}
      {report.data && (
        <span>
          {report.data.interactions === 0
            ? t("reality.empty.title")
            : `${versus ? "A " : ""}${n("figures.customers", report.data.customers)}`}
          {versus?.report && ` · B ${n("figures.customers", versus.report.customers)}`}
        </span>
      )}
      <ShareSlider share={props.share} onShare={props.onShare} />
      <CompareWith possible={possible} />
      {search.vs && !versus && <span role="status">{t("versus.impossible")}</span>}
      {versus && (
        <AsChoice
          difference={difference}
          onDifference={(on) => go({ vs_as: on ? "difference" : undefined }, true)}
        />
      )}
      {difference ? (
        <GradeLegend />
      ) : (
        <>
          <ColourChoice colour={colour} onColour={(flows) => go({ flows }, true)} />
          <Legend colour={colour} {...(versus && { marks: [] })} />
        </>
      )}
      {versus && <span className={classes.quiet}>{t("versus.shares")}</span>}
      <span className={classes.end}>
        <LinkButton
          to="/reality"
          search={{
            journey: journey.id,
            ...period,
            colour: colour === "loss" ? "loss" : undefined,
            vs: search.vs,
            vs_channel: search.vs_channel,
            vs_persona: search.vs_persona,
            vs_as: search.vs_as,
          }}
          size="compact-sm"
          variant="default"
        >
          {t("flows.explore")}
        </LinkButton>
        <CloseButton
          size="sm"
          aria-label={t("flows.hide")}
          onClick={() => go({ ...alone, flows: undefined, vs_as: undefined }, true)}
        />
      </span>
    </section>
  );
}
