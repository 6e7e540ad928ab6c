/** The two maps as one table: a band a stage, a row a touchpoint, differences in words on top. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Journey, JourneyFigures, Persona } from "../api/types";
import { useI18n } from "../i18n";
import type { Period } from "../map/period";
import { figuresQuery } from "../map/queries";
import { Portrait } from "../personas/Portrait";
import { personasQuery } from "../personas/queries";
import { useShare } from "../ui/Figure";
import { align, type Band, differences, type Side } from "./align";
import { Cell, useFeelingWords } from "./Cell";
import classes from "./Compare.module.css";

/** More would bury the first ones. */
const TOLD = 4;

function Head(props: {
  journey: Journey;
  persona: Persona | undefined;
  figures: JourneyFigures | undefined;
}) {
  const { t, n } = useI18n();
  const share = useShare();
  const { journey, persona, figures } = props;
  return (
    <div className={classes.head}>
      <Portrait persona={persona ?? { name: journey.persona?.name ?? "" }} size="card" />
      <div className={classes.names}>
        <Link to="/journeys/$id" params={{ id: journey.id }} className={classes.journey}>
          {journey.name}
        </Link>
        <span className={classes.muted}>{journey.persona?.name ?? t("compare.no_persona")}</span>
        {figures && (
          <span data-figures>
            {n("compare.customers", figures.customers)}
            {figures.goal_share != null &&
              ` · ${t("compare.goal", { share: share(figures.goal_share, figures.customers) })}`}
          </span>
        )}
      </div>
    </div>
  );
}

function Told(props: { bands: Band[]; left: Side; right: Side }) {
  const { t, format } = useI18n();
  const feeling = useFeelingWords();
  const told = differences(props.bands, props.left, props.right).slice(0, TOLD);
  return (
    <section className={classes.told} aria-labelledby="told">
      <h2 id="told" className={classes.toldTitle}>
        {t("compare.biggest")}
      </h2>
      {told.length === 0 ? (
        <p className={classes.muted}>{t("compare.biggest.none")}</p>
      ) : (
        <ul className={classes.toldList}>
          {told.map(({ what, touchpoint, left, right }) => {
            const say = what === "feeling" ? feeling : format.percent;
            return (
              <li key={`${what} ${touchpoint}`}>
                {t(`compare.biggest.${what}`, { touchpoint, left: say(left), right: say(right) })}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

export function SideBySide(props: { left: Journey; right: Journey; period: Period }) {
  const { t } = useI18n();
  const personas = useQuery(personasQuery);
  const one = useQuery(figuresQuery(props.left.id, props.period, "draft"));
  const other = useQuery(figuresQuery(props.right.id, props.period, "draft"));
  const side = (journey: Journey, figures: JourneyFigures | undefined): Side => ({
    journey,
    figures: new Map(figures?.touchpoints.map((item) => [item.touchpoint_id, item])),
  });
  const left = side(props.left, one.data);
  const right = side(props.right, other.data);
  const bands = align(props.left, props.right);
  const personaOf = (journey: Journey) =>
    personas.data?.find((persona) => persona.id === journey.persona?.id);
  const waiting = one.isPending || other.isPending;
  return (
    <>
      <div className={classes.heads}>
        <Head journey={props.left} persona={personaOf(props.left)} figures={one.data} />
        <Head journey={props.right} persona={personaOf(props.right)} figures={other.data} />
      </div>
      {!waiting && <Told bands={bands} left={left} right={right} />}
      <table className={classes.table}>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{props.left.name}</th>
            <th scope="col">{props.right.name}</th>
          </tr>
        </thead>
        {bands.map((band) => (
          <tbody
            key={band.hue}
            style={{ "--band": `var(--pc-hue-${band.hue})` } as React.CSSProperties}
          >
            <tr className={classes.band}>
              <th scope="rowgroup">{band.left || <span className={classes.muted}>–</span>}</th>
              <th scope="rowgroup">{band.right || <span className={classes.muted}>–</span>}</th>
            </tr>
            {band.pairs.length === 0 && (
              <tr>
                <td colSpan={2} className={classes.muted}>
                  {t("compare.nothing")}
                </td>
              </tr>
            )}
            {band.pairs.map((pair) => (
              <tr key={`${pair.left?.id} ${pair.right?.id}`}>
                <Cell
                  touchpoint={pair.left}
                  own={left}
                  other={right}
                  partner={pair.right}
                  waiting={waiting}
                />
                <Cell
                  touchpoint={pair.right}
                  own={right}
                  other={left}
                  partner={pair.left}
                  waiting={waiting}
                />
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </>
  );
}
