/** What customers will be worth: what is asked, and the answer or why there is none. */
import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { asProblem } from "../../api/problem";
import { useI18n } from "../../i18n";
import { LinkButton } from "../../ui/LinkButton";
import { Empty, View } from "../../ui/States";
import { useReality } from "../context";
import { PlacesSelect } from "../filters/PlacesSelect";
import page from "../Reality.module.css";
import { chosenOf, horizons } from "../search";
import classes from "./Credit.module.css";
import { LifetimeAnswer } from "./LifetimeAnswer";
import { lifetimeQuery, lifetimeQuestion, ordersChosen } from "./query";
import { Shape } from "./Shape";

const YEAR = 12;

function Controls({ orders }: { orders: readonly string[] }) {
  const { t, n } = useI18n();
  const { search, go } = useReality();
  return (
    <div className={classes.controls}>
      <PlacesSelect
        touchpoints
        className={classes.places}
        label={t("reality.lifetime.orders")}
        value={orders}
        onChoose={(ids) => go({ orders: chosenOf(ids) })}
      />
      <Select
        className={classes.choice}
        label={t("reality.lifetime.horizon")}
        allowDeselect={false}
        data={horizons.map((months) => ({
          value: String(months),
          label: n("reality.lifetime.months", months),
        }))}
        value={String(search.months ?? YEAR)}
        onChange={(chosen) => {
          const months = horizons.find((known) => String(known) === chosen);
          go({ months: months === YEAR ? undefined : months });
        }}
      />
    </div>
  );
}

/** Nobody bought twice, so that there is nothing to learn from: what to do. */
function NothingToLearn({ reason }: { reason: string }) {
  const { t } = useI18n();
  return (
    <Empty
      title={t("reality.lifetime.none.title")}
      text={
        <>
          {reason} {t("reality.lifetime.none.text")}
        </>
      }
      action={
        <LinkButton to="/imports" variant="default">
          {t("reality.lifetime.none.action")}
        </LinkButton>
      }
    />
  );
}

export function LifetimePart() {
  const { t } = useI18n();
  const { journey, question, search } = useReality();
  const { ids, orders } = ordersChosen(journey, search);
  const asked = lifetimeQuestion(question);
  const report = useQuery({
    ...lifetimeQuery(asked, orders ?? "", search.months ?? YEAR),
    enabled: orders !== undefined,
  });
  const problem = report.isError ? asProblem(report.error) : null;
  return (
    <>
      <Controls orders={ids} />
      {orders === undefined ? (
        <Empty
          title={t("reality.lifetime.no_orders.title")}
          text={t("reality.lifetime.no_orders.text")}
        />
      ) : problem?.code === "nothing_to_learn" ? (
        <NothingToLearn reason={problem.detail} />
      ) : (
        <View query={report} skeleton={<Shape />}>
          {(data) => (
            <div className={report.isPlaceholderData ? page.stale : undefined}>
              <LifetimeAnswer report={data} />
            </div>
          )}
        </View>
      )}
    </>
  );
}
