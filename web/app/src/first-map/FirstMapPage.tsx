/** Three steps to a first map, for somebody who never made one. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useI18n } from "../i18n";
import { personasQuery } from "../personas/queries";
import { useMay } from "../session/session";
import { LinkButton } from "../ui/LinkButton";
import { Page } from "../ui/Page";
import { problemText } from "../ui/problem";
import { SavedMark } from "../ui/SavedMark";
import { Empty, View } from "../ui/States";
import { toast } from "../ui/toasts";
import classes from "./FirstMap.module.css";
import { StepDetails } from "./StepDetails";
import { StepEnds } from "./StepEnds";
import { StepPoints } from "./StepPoints";
import { useFirstMap } from "./useFirstMap";

export type Step = 1 | 2 | 3;

function Steps(props: { step: Step; reached: Step; onGo: (step: Step) => void }) {
  const { t } = useI18n();
  return (
    <nav aria-label={t("firstMap.steps")}>
      <ol className={classes.steps}>
        {([1, 2, 3] as const).map((step) => (
          <li key={step}>
            <button
              type="button"
              className={classes.step}
              aria-current={step === props.step ? "step" : undefined}
              disabled={step > props.reached}
              onClick={() => props.onGo(step)}
            >
              <span className={classes.number} aria-hidden="true">
                {step}
              </span>
              {t(`firstMap.step.${step}`)}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function FirstMap(props: { who: string }) {
  const { t } = useI18n();
  const navigate = useNavigate({ from: "/journeys/first" });
  const { step: asked } = useSearch({ from: "/shell/journeys/first" });
  const map = useFirstMap(props.who);
  const { draft, save, error } = map;
  // The address says where one is, so that “back” goes back; the draft, how far one came.
  const reached: Step =
    draft.journeyId && draft.points.every((point) => point.id) && draft.points.length > 1
      ? 3
      : draft.journeyId
        ? 2
        : 1;
  const step = Math.min(asked ?? draft.step, reached) as Step;
  const heading = useRef<HTMLHeadingElement>(null);
  const entered = useRef(step);
  useEffect(() => {
    if (entered.current === step) return;
    entered.current = step;
    // The third step goes straight to its first question.
    if (step !== 3) heading.current?.focus();
  }, [step]);

  const go = async (next: Step) => {
    if (next > 1 && !(await map.flush())) return;
    map.change((now) => ({ ...now, step: next }));
    await navigate({ search: (old) => ({ ...old, step: next }) });
  };
  const fresh = async () => {
    map.forget();
    toast({ text: t("firstMap.fresh.done") });
    await navigate({ search: {} });
  };

  return (
    <Page
      width="wide"
      title={t("firstMap.title")}
      actions={
        <>
          <SavedMark state={save} />
          {draft.journeyId && (
            <Button variant="default" onClick={() => void fresh()}>
              {t("firstMap.fresh")}
            </Button>
          )}
        </>
      }
    >
      <Steps step={step} reached={reached} onGo={(next) => void go(next)} />
      {map.resumed && step === draft.step && draft.journeyId && (
        <p className={classes.muted}>{t("firstMap.resumed")}</p>
      )}
      {save === "failed" && (
        <div className={classes.problem} role="alert">
          <span>
            {t("firstMap.not_saved")} {problemText(error, t)}
          </span>
          <Button size="compact-sm" variant="default" onClick={() => void map.flush()}>
            {t("common.retry")}
          </Button>
        </div>
      )}
      <h2 ref={heading} tabIndex={-1} className="visually-hidden">
        {t(`firstMap.step.${step}`)}
      </h2>
      {step === 1 && <StepEnds map={map} onNext={() => void go(2)} />}
      {step === 2 && <StepPoints map={map} onBack={() => void go(1)} onNext={() => void go(3)} />}
      {step === 3 && <StepDetails map={map} onBack={() => void go(2)} />}
    </Page>
  );
}

export function FirstMapPage() {
  const { t } = useI18n();
  const mayEdit = useMay("editor");
  const { persona } = useSearch({ from: "/shell/journeys/first" });
  const personas = useQuery(personasQuery);
  if (!mayEdit) {
    return (
      <Empty
        title={t("firstMap.viewer.title")}
        text={t("firstMap.viewer.text")}
        action={<LinkButton to="/journeys">{t("notfound.home")}</LinkButton>}
      />
    );
  }
  return (
    <View query={personas}>
      {(items) => <FirstMap who={items.find((item) => item.id === persona)?.name ?? ""} />}
    </View>
  );
}
