/** One finding: what happens, to how many, how sure that is, what to do, and what was decided. */
import { Button } from "@mantine/core";
import { useI18n } from "../../i18n";
import { TOO_FEW } from "../../i18n/format";
import { useMay } from "../../session/session";
import { LinkButton } from "../../ui/LinkButton";
import { OpensBehind } from "../behind/Behind";
import { useReality } from "../context";
import { wilson } from "../sure";
import { useAdd } from "./add";
import { Decide } from "./Decide";
import classes from "./Drift.module.css";
import { type Decision, type Finding, hasGrown } from "./findings";

export function useSays(): (finding: Finding) => string {
  const { t, word } = useI18n();
  const name = (place: string | null | undefined) => place ?? "";
  return (finding) => {
    if (finding.sort === "unreached") {
      return t("drift.unreached", { touchpoint: finding.found.name });
    }
    if (finding.sort === "deviation") {
      const { kind, touchpoint, after } = finding.found;
      return t(after ? `drift.${kind}.after` : `drift.${kind}`, {
        touchpoint: name(touchpoint),
        after: name(after),
      });
    }
    const { kind, before, after } = finding.found;
    const places = { kind: word("kind", kind), before: name(before), after: name(after) };
    if (before && after) return t("drift.new.between", places);
    return t(before ? "drift.new.after" : after ? "drift.new.before" : "drift.new", places);
  };
}

function Decided({ finding, decision }: { finding: Finding; decision: Decision }) {
  const { t, format } = useI18n();
  const when = { name: decision.decided_by, when: format.ago(decision.decided_at) };
  if (decision.state === "dismissed") {
    return (
      <p className={classes.decided}>
        {hasGrown(finding, decision)
          ? t("drift.grown", { ...when, reason: decision.reason })
          : t("drift.dismissed.why", { ...when, reason: decision.reason })}
      </p>
    );
  }
  if (decision.state === "done")
    return <p className={classes.decided}>{t("drift.done.by", when)}</p>;
  return null;
}

export function Row({ finding, decision }: { finding: Finding; decision: Decision | undefined }) {
  const { t, n, format } = useI18n();
  const { journey } = useReality();
  const says = useSays()(finding);
  const { customers, of } = finding;
  const { low, high } = wilson(customers, of);
  const mayEdit = useMay("editor");
  const add = useAdd();
  const search = finding.sort === "unreached" ? { touchpoint: finding.found.id } : {};
  return (
    <li className={classes.row}>
      <span className={classes.share} data-figures>
        {format.percent(of > 0 ? customers / of : 0)}
      </span>
      <div className={classes.what}>
        <p className={classes.says}>{says}</p>
        <p className={classes.advice}>
          {finding.figure ? (
            <OpensBehind title={says} figure={finding.figure}>
              {n("figures.customers", customers)}
            </OpensBehind>
          ) : (
            n("drift.nobody_of", of)
          )}
          {" · "}
          {of < TOO_FEW
            ? t("common.too_few")
            : t("drift.sure", { low: format.percent(low), high: format.percent(high) })}
        </p>
        {finding.sort === "deviation" && (
          <p className={classes.advice}>{t(`drift.${finding.found.kind}.advice`)}</p>
        )}
        {decision && <Decided finding={finding} decision={decision} />}
      </div>
      <div className={classes.actions}>
        {finding.sort === "new" ? (
          mayEdit && (
            <Button
              size="compact-sm"
              variant="light"
              loading={add.isPending}
              aria-label={t("drift.add.of", { finding: says })}
              onClick={() => add.mutate({ finding, before: decision })}
            >
              {t("drift.add")}
            </Button>
          )
        ) : (
          <LinkButton
            to="/journeys/$id"
            params={{ id: journey.id }}
            search={search}
            size="compact-sm"
            variant="default"
          >
            {t("drift.look")}
          </LinkButton>
        )}
        <Decide finding={finding} decision={decision} />
      </div>
    </li>
  );
}
