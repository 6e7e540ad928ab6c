/** The same funnel for each value of a property, beside each other. */
import { useI18n } from "../../i18n";
import { TOO_FEW } from "../../i18n/format";
import { OpensBehind } from "../behind/Behind";
import type { Funnel, Funnelled } from "../queries";
import classes from "./Funnel.module.css";

export function Groups({ report, funnelled }: { report: Funnel; funnelled: Funnelled }) {
  const { t, format } = useI18n();
  const groups = [...report.groups].sort(
    (a, b) => (b.steps[0]?.cases ?? 0) - (a.steps[0]?.cases ?? 0),
  );
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <caption>{t("reality.funnel.by", { property: report.split_by ?? "" })}</caption>
        <thead>
          <tr>
            <th scope="col">{report.split_by}</th>
            {report.steps.map((step, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a step may come twice
              <th scope="col" key={index}>
                {step.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.value ?? ""}>
              <th scope="row">{group.value ?? t("reality.funnel.without")}</th>
              {group.steps.map((step, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a step may come twice
                <td key={index} data-figures>
                  <OpensBehind
                    title={`${group.value ?? t("reality.funnel.without")} · ${step.name}`}
                    figure={{
                      report: "funnel",
                      of: {
                        ...funnelled,
                        ...(report.split_by && { split_by: report.split_by }),
                        group: group.value ?? "",
                        step: index + 1,
                      },
                    }}
                  >
                    {index === 0 || step.of_first == null
                      ? format.number(step.cases)
                      : (group.steps[0]?.cases ?? 0) < TOO_FEW
                        ? t("common.too_few")
                        : format.percent(step.of_first)}
                  </OpensBehind>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
