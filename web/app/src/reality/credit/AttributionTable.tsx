/** Six models side by side; a model's head orders the table by it. */
import { Button, SegmentedControl, Tooltip } from "@mantine/core";
import { useRef, useState } from "react";
import { useI18n } from "../../i18n";
import { Defined } from "../../ui/Figure";
import { OpensBehind } from "../behind/Behind";
import { useReality } from "../context";
import { Export } from "../picture/Export";
import { TablePicture } from "../picture/TablePicture";
import page from "../Reality.module.css";
import { type CreditModel, models } from "../search";
import classes from "./Credit.module.css";
import { Disagreement } from "./Disagreement";
import { creditOf, ranked, type Unit } from "./models";
import type { Attribution } from "./query";
import { RestsOn } from "./RestsOn";
import { useCreditBehind, useCreditWords } from "./words";

/** What one rests on unless it is said otherwise: it alone follows the order of contacts. */
const USUAL: CreditModel = "markov";
/** How many contacts are shown before one asks for all. */
const SHOWN = 12;

function Head({ report, rests }: { report: Attribution; rests: CreditModel }) {
  const { t, format } = useI18n();
  const { go } = useReality();
  return (
    <thead>
      <tr>
        <th scope="col" className={classes.name}>
          {t(`reality.credit.of.${report.touches_are}`)}
        </th>
        {models.map((model) => (
          <th
            key={model}
            scope="col"
            aria-sort={model === rests ? "descending" : undefined}
            data-rests={model === rests || undefined}
          >
            <Tooltip
              label={t(`reality.model.${model}.why`, {
                half: format.duration(report.half_life_seconds),
              })}
            >
              <button
                type="button"
                className={classes.model}
                aria-pressed={model === rests}
                onClick={() => go({ rests: model === USUAL ? undefined : model })}
              >
                {t(`reality.model.${model}`)}
              </button>
            </Tooltip>
          </th>
        ))}
        <th scope="col">
          <Defined definition={t("reality.credit.removal.why")}>
            {t("reality.credit.removal")}
          </Defined>
        </th>
      </tr>
    </thead>
  );
}

export function AttributionTable({ report }: { report: Attribution }) {
  const { t, format } = useI18n();
  const { search, named, go } = useReality();
  const [all, setAll] = useState(false);
  const picture = useRef<SVGSVGElement>(null);
  const rests = search.rests ?? USUAL;
  const money = report.value > 0;
  const unit: Unit = search.unit === "value" && !money ? "share" : (search.unit ?? "share");
  const words = useCreditWords(report, unit);
  const behind = useCreditBehind(report);
  const order = ranked(report, rests, unit);
  const shown = all ? order : order.slice(0, SHOWN);
  const credits = order.flatMap((touch) => models.map((m) => creditOf(report, touch, m, unit)));
  const most = Math.max(1e-9, ...credits);
  const title = t("reality.credit.picture", { goal: format.list(report.goals) });
  const rows = () => [
    [
      t(`reality.credit.of.${report.touches_are}`),
      ...models.flatMap((model) => [
        `${t(`reality.model.${model}`)} (${t("reality.credit.unit.conversions")})`,
        `${t(`reality.model.${model}`)} (${t("reality.credit.unit.value")})`,
      ]),
      t("reality.credit.removal"),
    ],
    ...order.map((touch) => [
      words.name(touch.name),
      ...models.flatMap((model) => [touch[model].conversions, touch[model].value]),
      touch.removal_effect,
    ]),
  ];
  return (
    <>
      <Disagreement report={report} rests={rests} />
      <RestsOn report={report} />
      <div className={page.bar}>
        <p className={page.summary}>
          {t("reality.credit.rests", { model: t(`reality.model.${rests}.within`) })}
        </p>
        <div className={page.end}>
          <SegmentedControl
            size="xs"
            aria-label={t("reality.credit.unit")}
            value={unit}
            data={(["share", "conversions", ...(money ? (["value"] as const) : [])] as const).map(
              (value) => ({ value, label: t(`reality.credit.unit.${value}`) }),
            )}
            onChange={(chosen) =>
              go({ unit: chosen === "share" ? undefined : (chosen as "conversions" | "value") })
            }
          />
          <Export name={t("reality.view.credit")} picture={picture} rows={rows} />
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, so keys must reach it */}
      <section className={classes.frame} aria-label={title} tabIndex={0}>
        <table className={classes.table} data-figures>
          <caption className="visually-hidden">{title}</caption>
          <Head report={report} rests={rests} />
          <tbody>
            {shown.map((touch) => {
              const hue = named.get(touch.name)?.hue;
              return (
                <tr key={touch.name}>
                  <th
                    scope="row"
                    className={classes.name}
                    style={hue && { boxShadow: `inset 3px 0 0 var(--pc-hue-${hue})` }}
                  >
                    {words.name(touch.name)}
                  </th>
                  {models.map((model) => (
                    <td key={model} data-rests={model === rests || undefined}>
                      {touch[model].conversions > 0 ? (
                        <OpensBehind {...behind.touch(touch, model)}>
                          {words.credit(touch, model)}
                        </OpensBehind>
                      ) : (
                        words.credit(touch, model)
                      )}
                      <span className={classes.track} aria-hidden="true">
                        <span
                          style={{
                            width: `${(creditOf(report, touch, model, unit) / most) * 100}%`,
                          }}
                        />
                      </span>
                    </td>
                  ))}
                  <td className={classes.quiet}>{format.percent(touch.removal_effect)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      {order.length > shown.length && (
        <Button variant="subtle" size="compact-sm" mt="xs" onClick={() => setAll(true)}>
          {t("reality.credit.all", { count: order.length })}
        </Button>
      )}
      <p className={classes.aside}>{t("reality.credit.cause", { window: words.window })}</p>
      <TablePicture
        ref={picture}
        title={title}
        columns={models.map((model) => t(`reality.model.${model}`))}
        rows={shown.map((touch) => ({
          name: words.name(touch.name),
          cells: models.map((model) => ({
            text: words.credit(touch, model),
            bar: creditOf(report, touch, model, unit) / most,
          })),
        }))}
        column={116}
      />
    </>
  );
}
