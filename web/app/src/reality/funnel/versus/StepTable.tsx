/** The figures of both funnels, step by step, with what differs and how sure that is. */
import { useI18n } from "../../../i18n";
import { OpensBehind } from "../../behind/Behind";
import type { Funnelled } from "../../queries";
import { Mark } from "../../versus/Compared";
import type { Sides } from "../../versus/useVersus";
import { Verdict } from "../../versus/Verdict";
import classes from "../Funnel.module.css";
import type { StepPair } from "./join";

export function StepTable(props: {
  steps: readonly StepPair[];
  sides: Sides;
  funnelled: Funnelled;
}) {
  const { steps, sides, funnelled } = props;
  const { t, format } = useI18n();
  const share = (of: number | null | undefined) => (of == null ? "–" : format.percent(of));
  const last = steps.at(-1);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways where it has no room
    <section className={classes.scroll} tabIndex={0} aria-label={t("versus.funnel.table")}>
      <table className={classes.table}>
        <caption>{t("versus.funnel.table")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("reality.funnel.step")}</th>
            {(["A", "B"] as const).map((mark) => (
              <th scope="col" key={mark}>
                <Mark of={mark} /> {t("reality.funnel.of_previous")}
              </th>
            ))}
            <th scope="col">{t("versus.difference")}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step may come twice
            <tr key={index}>
              <th scope="row">{`${index + 1}. ${step.name}`}</th>
              {(["a", "b"] as const).map((side) => (
                <td key={side} data-figures>
                  {step.onward && `${share(step[side].of_previous)} · `}
                  <OpensBehind
                    title={t("versus.titled", { side: sides[side].mark, name: step.name })}
                    question={sides[side].question}
                    figure={{ report: "funnel", of: { ...funnelled, step: index + 1 } }}
                  >
                    {format.number(step[side].cases)}
                  </OpensBehind>
                </td>
              ))}
              <td data-figures>{step.onward ? <Verdict of={step.onward} /> : "–"}</td>
            </tr>
          ))}
          {last?.whole && steps.length > 2 && (
            <tr>
              <th scope="row">{t("versus.funnel.whole")}</th>
              <td data-figures>{share(last.a.of_first)}</td>
              <td data-figures>{share(last.b.of_first)}</td>
              <td data-figures>
                <Verdict of={last.whole} />
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}
