/** What customers did at each touchpoint before a version was published, and since. */
import { useQuery } from "@tanstack/react-query";
import type { Journey, JourneyFigures } from "../api/types";
import { figuresQuery } from "../map/queries";
import { type Days, sidesOf } from "./period";
import type { Version } from "./queries";

type Figures = ReadonlyMap<string, { customers: number; lost: number | null }>;

export interface BeforeAfter {
  before: Figures;
  after: Figures;
  days: { before: Days; after: Days };
  goal: { before: JourneyFigures; after: JourneyFigures };
}

const byTouchpoint = (figures: JourneyFigures): Figures =>
  new Map(
    figures.touchpoints.map(({ touchpoint_id, customers, lost }) => [
      touchpoint_id,
      { customers, lost: lost ?? null },
    ]),
  );

const NEVER = { from: "1970-01-01", to: "1970-01-01" };

/** Both sides of the publication of `version`, by the signals of today: what is counted is the same. */
export function useBeforeAfter(journey: Journey, version: Version | undefined): BeforeAfter | null {
  const all = useQuery({
    ...figuresQuery(journey.id, { period: "7d" }, "draft"),
    enabled: version !== undefined,
  });
  const zone = all.data?.time_zone;
  const day = (moment: string | number) =>
    // As Swedish writes dates: 2026-05-31.
    new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(new Date(moment));
  const days =
    version && !version.kept && zone ? sidesOf(day(version.published_at), day(Date.now())) : null;
  const sides = days ?? { before: NEVER, after: NEVER };
  const before = useQuery({
    ...figuresQuery(journey.id, sides.before, "draft"),
    enabled: days !== null,
  });
  const after = useQuery({
    ...figuresQuery(journey.id, sides.after, "draft"),
    enabled: days !== null,
  });
  if (!days || !before.data || !after.data) return null;
  return {
    before: byTouchpoint(before.data),
    after: byTouchpoint(after.data),
    days,
    goal: { before: before.data, after: after.data },
  };
}
