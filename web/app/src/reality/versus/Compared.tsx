/** What a view shows: two sides where two are asked for, else the one. And why, where it cannot. */
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useI18n } from "../../i18n";
import { TOO_FEW } from "../../i18n/format";
import { Empty, Failed, Loading, RowsSkeleton } from "../../ui/States";
import { useReality } from "../context";
import { comparing, type Sides, useVersus } from "./useVersus";
import classes from "./Versus.module.css";

/** The view as it is for one side, or, given both sides, beside each other. */
export function Compared(props: { alone: ReactNode; children: (sides: Sides) => ReactNode }) {
  const versus = useVersus();
  switch (versus.state) {
    case "pending":
      return (
        <Loading>
          <RowsSkeleton rows={4} />
        </Loading>
      );
    case "failed":
      return <Failed error={versus.error} retry={versus.retry} />;
    case "ready":
      return props.children(versus.sides);
    default:
      return props.alone;
  }
}

/** Both answers, once both are there; either may fail. */
export function Both<T>(props: {
  a: UseQueryResult<T>;
  b: UseQueryResult<T>;
  children: (a: T, b: T, stale: boolean) => ReactNode;
}) {
  const { a, b } = props;
  if (a.data !== undefined && b.data !== undefined) {
    return <>{props.children(a.data, b.data, a.isPlaceholderData || b.isPlaceholderData)}</>;
  }
  const failed = [a, b].filter((query) => query.isError);
  if (failed[0]) {
    return (
      <Failed
        error={failed[0].error}
        retry={() => {
          for (const query of failed) void query.refetch();
        }}
      />
    );
  }
  return (
    <Loading>
      <RowsSkeleton rows={4} />
    </Loading>
  );
}

/** A comparison in the address that this view, or these filters, cannot show: never passed over. */
export function Unshown() {
  const { t } = useI18n();
  const { search } = useReality();
  const versus = useVersus();
  const view = search.view ?? "flow";
  if (versus.state === "none") return null;
  const able = comparing.includes(view);
  if (able && versus.state !== "impossible") return null;
  return (
    <p className={classes.unshown} role="status">
      {able ? t("versus.impossible") : t("versus.unable", { view: t(`reality.view.${view}`) })}
    </p>
  );
}

/** Who stands on each side, and what has to be known of a comparison of theirs. */
export function SidesHead(props: {
  sides: Sides;
  /** How many of each there are: customers, visits, or what the view is about. */
  a: number;
  b: number;
  unit: "figures.customers" | "reality.visits";
}) {
  const { t, n } = useI18n();
  const { sides, a, b, unit } = props;
  const few = [
    { side: sides.a, count: a },
    { side: sides.b, count: b },
  ].filter(({ count }) => count > 0 && count < TOO_FEW);
  return (
    <div className={classes.head}>
      <ul className={classes.sides} aria-label={t("versus.sides")}>
        {[
          { side: sides.a, count: a },
          { side: sides.b, count: b },
        ].map(({ side, count }) => (
          <li key={side.mark}>
            <Mark of={side.mark} /> <strong>{side.name}</strong> · {n(unit, count)}
          </li>
        ))}
      </ul>
      <p className={classes.note}>
        {t("versus.shares")} {!sides.apart && t("versus.overlap")}{" "}
        {sides.uneven && t("versus.uneven")}
      </p>
      {few.map(({ side, count }) => (
        <p key={side.mark} className={classes.note} role="status">
          {t("versus.side_few", { side: side.mark, count: n(unit, count) })}
        </p>
      ))}
    </div>
  );
}

/** A letter in a frame: filled for the first side, empty for the second. */
export function Mark({ of }: { of: "A" | "B" }) {
  return (
    <span className={classes.mark} data-side={of}>
      {of}
    </span>
  );
}

/** One side, or both, with nobody. */
export function NobodyThere(props: { sides: Sides; a: number; b: number }) {
  const { t } = useI18n();
  const { sides, a, b } = props;
  if (a === 0 && b === 0) {
    return <Empty title={t("reality.empty.title")} text={t("reality.empty.text")} />;
  }
  const side = a === 0 ? sides.a : sides.b;
  return (
    <Empty
      title={t("versus.nobody.title", { side: side.mark, name: side.name })}
      text={t("versus.nobody.text")}
    />
  );
}
