/** One bar in words: where it leads, who stops, and the way to look on from here. */
import { Button, CloseButton } from "@mantine/core";
import { IconArrowLeft, IconArrowRight } from "@tabler/icons-react";
import { useI18n } from "../../i18n";
import { OpensBehind } from "../behind/Behind";
import { useReality } from "../context";
import flow from "../flow/Flow.module.css";
import { type Flowed, type Flows, written } from "../queries";
import type { Bar, FlowLink } from "./layout";
import { useBarName, useUnit } from "./Sankey";
import classes from "./Steps.module.css";

/** Activities as one, any of which counts. */
const anyOf = (names: readonly string[]) => names.map((name) => written([name])).join("|");

export function Detail(props: {
  bar: Bar;
  report: Flows;
  flowed: Flowed;
  backward: boolean;
  onClose: () => void;
}) {
  const { bar, report, backward } = props;
  const { t, n, format } = useI18n();
  const { named, go } = useReality();
  const barName = useBarName();
  const unit = useUnit();
  const { node, step } = bar;
  const name = barName(node);
  const of = { ...props.flowed, step: step + 1, at: anyOf(node.names) };
  const next = report.steps[step + 1]?.nodes ?? [];
  const others = (link: FlowLink) => next.find((one) => (one.name ?? null) === (link.to ?? null));
  const links = report.links.filter(
    (link) => link.step === step + 1 && (link.from ?? null) === (node.name ?? null),
  );
  const part = (cases: number) => (node.cases > 0 ? cases / node.cases : 0);
  const place = node.name == null ? undefined : named.get(node.name);
  const last = step + 1 >= (props.flowed.steps ?? 0);
  return (
    <aside className={flow.detail} aria-label={name}>
      <header className={flow.detailHead}>
        <h2 className={flow.detailName}>{name}</h2>
        <CloseButton aria-label={t("panel.close")} onClick={props.onClose} />
      </header>
      {node.name == null && <p className={flow.quiet}>{node.names.join(", ")}</p>}
      <p className={flow.quiet}>
        <OpensBehind title={name} figure={{ report: "flows", of }}>
          {n(unit, node.cases)}
        </OpensBehind>{" "}
        ·{" "}
        {t("reality.steps.of_all", {
          share: format.percent(report.cases > 0 ? node.cases / report.cases : 0),
        })}
      </p>
      {!last && (
        <section>
          <h3 className={flow.detailTitle}>
            {t(backward ? "reality.flow.from" : "reality.flow.to")}
          </h3>
          <ol className={flow.ways}>
            {links.map((link) => {
              const to = others(link);
              if (!to) return null;
              return (
                <li key={to.names.join("|")}>
                  <span>{barName(to)}</span>
                  <span className={flow.wayFigures} data-figures>
                    <OpensBehind
                      title={backward ? `${barName(to)} → ${name}` : `${name} → ${barName(to)}`}
                      figure={{ report: "flows", of: { ...of, next: anyOf(to.names) } }}
                    >
                      {format.percent(part(link.cases))}
                    </OpensBehind>
                  </span>
                  <span className={flow.track} aria-hidden="true">
                    <span className={flow.fill} style={{ width: `${part(link.cases) * 100}%` }} />
                  </span>
                </li>
              );
            })}
            {node.ended > 0 && (
              <li>
                <span>{t(backward ? "reality.steps.began" : "reality.steps.ended")}</span>
                <span className={flow.wayFigures} data-figures>
                  <OpensBehind
                    title={`${name} · ${t(backward ? "reality.steps.began" : "reality.steps.ended")}`}
                    figure={{ report: "flows", of: { ...of, ended: true } }}
                  >
                    {format.percent(part(node.ended))}
                  </OpensBehind>
                </span>
                <span className={flow.track} aria-hidden="true">
                  <span className={classes.lost} style={{ width: `${part(node.ended) * 100}%` }} />
                </span>
              </li>
            )}
          </ol>
        </section>
      )}
      {place && (
        <div className={classes.on}>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconArrowLeft size={14} />}
            onClick={() => go({ around: place.id, way: "before" }, true)}
          >
            {t("reality.steps.what_leads")}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            rightSection={<IconArrowRight size={14} />}
            onClick={() => go({ around: place.id, way: undefined }, true)}
          >
            {t("reality.steps.what_follows")}
          </Button>
        </div>
      )}
    </aside>
  );
}
