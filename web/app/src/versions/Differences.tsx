/** Two versions beside each other: what is new, gone, moved or says something else, with its figures. */
import { Link } from "@tanstack/react-router";
import type { Journey } from "../api/types";
import { useI18n } from "../i18n";
import { useShare } from "../ui/Figure";
import { Empty } from "../ui/States";
import { Fields } from "./Fields";
import type { BeforeAfter } from "./figures";
import type { Difference, TouchpointDifference } from "./queries";
import classes from "./Versions.module.css";

function Became({
  of,
}: {
  of: Pick<TouchpointDifference, "became" | "moved"> & { from?: string | null };
}) {
  const { t } = useI18n();
  if (of.became !== "changed") {
    return (
      <span className={classes.became} data-became={of.became}>
        {t(`versions.became.${of.became}`)}
      </span>
    );
  }
  if (!of.from && !of.moved) return null;
  return (
    <span className={classes.became}>
      {of.from ? t("versions.moved_from", { stage: of.from }) : t("versions.moved")}
    </span>
  );
}

function Figures({ of, figures }: { of: string; figures: BeforeAfter }) {
  const { t, n } = useI18n();
  const share = useShare();
  const [before, after] = [figures.before.get(of), figures.after.get(of)];
  if (!before && !after) return null;
  const told = (side: typeof before) =>
    side
      ? `${n("figures.customers", side.customers)} · ${t("versions.lost", { share: share(side.lost, side.customers) })}`
      : "–";
  return (
    <div className={classes.field}>
      <div className={classes.label}>{t("versions.figures")}</div>
      <div className={classes.side} data-figures>
        {told(before)}
      </div>
      <div className={classes.side} data-figures>
        {told(after)}
      </div>
    </div>
  );
}

export function Differences(props: {
  journey: Journey;
  difference: Difference;
  figures: BeforeAfter | null;
}) {
  const { journey, difference, figures } = props;
  const { t } = useI18n();
  const { fields, stages, touchpoints } = difference;
  if (fields.length + stages.length + touchpoints.length === 0) {
    return <Empty title={t("versions.same.title")} text={t("versions.same.text")} />;
  }
  return (
    <div className={classes.differences}>
      {fields.length > 0 && (
        <section className={classes.item} aria-label={t("versions.of_journey")}>
          <h3 className={classes.name}>{t("versions.of_journey")}</h3>
          <Fields fields={fields} />
        </section>
      )}
      {stages.map((stage) => (
        <section key={stage.id} className={classes.item} aria-label={stage.name}>
          <h3 className={classes.name}>
            {t("versions.stage", { name: stage.name })} <Became of={stage} />
          </h3>
          <Fields fields={stage.fields} />
        </section>
      ))}
      {touchpoints.map((one) => (
        <section
          key={one.id}
          className={classes.item}
          aria-label={one.name}
          style={{ "--band": `var(--pc-hue-${one.hue})` } as React.CSSProperties}
        >
          <h3 className={classes.name}>
            {one.became === "removed" ? (
              one.name
            ) : (
              <Link
                to="/journeys/$id"
                params={{ id: journey.id }}
                search={{ touchpoint: one.id }}
                className={classes.link}
              >
                {one.name}
              </Link>
            )}{" "}
            <span className={classes.muted}>{one.stage}</span>{" "}
            <Became of={{ ...one, from: one.moved_from }} />
          </h3>
          <Fields fields={one.fields} />
          {figures && <Figures of={one.id} figures={figures} />}
        </section>
      ))}
    </div>
  );
}
