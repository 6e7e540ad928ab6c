/** The days before and after a version was published, over which its figures are held. Pure. */

export interface Days {
  from: string;
  to: string;
}

const DAY = 86_400_000;
/** As many on each side as there are since, up to this. */
export const MOST_DAYS = 30;

const written = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);

/**
 * As many whole days before the day of publication as there were since; none before the first whole day
 * is over. `published` and `today` are calendar days where figures are counted.
 */
export function sidesOf(published: string, today: string): { before: Days; after: Days } | null {
  const [first, now] = [published, today].map((day) => Date.parse(`${day}T00:00:00Z`) / DAY);
  if (first === undefined || now === undefined) return null;
  // The day itself was half the one and half the other.
  const count = Math.min(MOST_DAYS, now - first - 1);
  if (count < 1) return null;
  return {
    before: { from: written(first - count), to: written(first - 1) },
    after: { from: written(first + 1), to: written(first + count) },
  };
}
