/** What is to come of all customers, how sure that is, and beside what one works out on paper. */
import { useRef } from "react";
import { useI18n } from "../../i18n";
import { TOO_FEW } from "../../i18n/format";
import { Figure } from "../../ui/Figure";
import { OpensBehind } from "../behind/Behind";
import { useReality } from "../context";
import { Export } from "../picture/Export";
import { TablePicture } from "../picture/TablePicture";
import page from "../Reality.module.css";
import { Beside } from "./Beside";
import classes from "./Credit.module.css";
import { Dearest } from "./Dearest";
import { Groups, useGroupCells } from "./Groups";
import { HowSure } from "./HowSure";
import type { Lifetime } from "./query";
import { useLifetimeBehind } from "./words";

function Figures({ report }: { report: Lifetime }) {
  const { t, n, format } = useI18n();
  const { customers, expected, horizon } = report;
  const behind = useLifetimeBehind();
  const months = n("reality.lifetime.months", horizon.months);
  const rate = format.percent(horizon.rate);
  return (
    <div className={classes.figures}>
      <Figure
        label={t("reality.lifetime.bought")}
        definition={t("reality.lifetime.bought.why")}
        value={
          <OpensBehind {...behind(t("reality.lifetime.bought"))}>
            {format.number(customers)}
          </OpensBehind>
        }
      />
      <Figure
        label={t("reality.lifetime.alive")}
        definition={t("reality.lifetime.alive.why")}
        value={format.number(expected.alive)}
        aside={`· ${format.percent(customers > 0 ? expected.alive / customers : 0)}`}
      />
      <Figure
        label={t("reality.lifetime.expected", { months })}
        definition={t("reality.lifetime.expected.why")}
        value={format.number(expected.orders)}
      />
      {expected.value != null && (
        <Figure
          label={t("reality.lifetime.value")}
          definition={t("reality.lifetime.value.why", { rate, months })}
          value={format.number(expected.value)}
        />
      )}
    </div>
  );
}

export function LifetimeAnswer({ report }: { report: Lifetime }) {
  const { t, n, format } = useI18n();
  const { search } = useReality();
  const picture = useRef<SVGSVGElement>(null);
  const groups = useGroupCells(report.groups);
  const { customers, expected, horizon, trusted } = report;
  if (customers < TOO_FEW) {
    return (
      <p className={classes.aside}>
        {t("reality.lifetime.few", {
          count: n("figures.customers", customers),
          least: format.number(TOO_FEW),
        })}
      </p>
    );
  }
  const stages =
    search.by === "stage" && [search.through, search.without, search.order].some(Boolean);
  const heads = groups.heads.map(({ label }) => label);
  return (
    <>
      <div className={page.bar}>
        <div className={classes.sentence}>
          <p className={classes.says}>
            {t(trusted ? "reality.lifetime.says" : "reality.lifetime.doubted", {
              customers: n("figures.customers", customers),
              orders: n("reality.lifetime.order", Math.round(expected.orders)),
              months: n("reality.lifetime.months", horizon.months),
            })}
          </p>
          <p className={classes.aside}>
            {t("reality.lifetime.always")}
            {stages && ` ${t("reality.lifetime.stages")}`}
          </p>
        </div>
        <div className={page.end}>
          <Export
            name={t("reality.credit.part.lifetime")}
            picture={picture}
            rows={() => [
              [t("reality.lifetime.group"), ...heads],
              ...report.groups.map((group) => [
                groups.name(group),
                ...groups.heads.map(({ number }) => number(group)),
              ]),
            ]}
          />
        </div>
      </div>
      <Figures report={report} />
      <HowSure report={report} />
      <Beside report={report} />
      <Groups groups={report.groups} />
      {report.top.length > 0 && <Dearest report={report} />}
      <TablePicture
        ref={picture}
        title={t("reality.lifetime.groups")}
        columns={heads}
        rows={report.groups.map((group) => ({
          name: groups.name(group),
          cells: groups.heads.map((head) => ({
            text: head.text(group),
            bar: head.bar?.(group) ?? 0,
          })),
        }))}
        column={190}
      />
    </>
  );
}
