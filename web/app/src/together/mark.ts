/** A mark as one text, so that a store tells at once whether it changed. Pure. */
export interface Mark {
  /** Names of who has the place selected. */
  held: readonly string[];
  /** Open threads. */
  open: number;
}

export const writeMark = ({ held, open }: Mark): string => JSON.stringify([open, ...held]);

export function readMark(text: string): Mark {
  const [open, ...held] = JSON.parse(text) as [number, ...string[]];
  return { open, held };
}

interface Place {
  touchpoint_id?: string | null;
  field: string;
}

/** The marks of all places, by {@link placeKey}. What is about the whole journey has no place. */
export function marksOf(
  people: readonly (Place & { name: string })[],
  counts: readonly (Place & { open: number })[],
  key: (touchpoint: string, lane: string) => string,
): Map<string, string> {
  const found = new Map<string, { held: string[]; open: number }>();
  const at = ({ touchpoint_id, field }: Place) => {
    if (!touchpoint_id) return undefined;
    const place = key(touchpoint_id, field);
    const mark = found.get(place) ?? { held: [], open: 0 };
    found.set(place, mark);
    return mark;
  };
  for (const person of people) {
    const mark = at(person);
    if (mark && !mark.held.includes(person.name)) mark.held.push(person.name);
  }
  for (const count of counts) {
    const mark = at(count);
    if (mark) mark.open += count.open;
  }
  return new Map([...found].map(([place, mark]) => [place, writeMark(mark)]));
}
