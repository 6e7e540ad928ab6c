/**
 * Edits on this device, until the server has them. One slot a person, journey and page, so that
 * two tabs never send the same edit; a page that starts takes over what closed ones left. Written
 * at once (localStorage), because a page may vanish between two keys.
 */
import type { Kept } from "./entry";

const PREFIX = "parcours.edits";
/** Where locks are missing (plain HTTP), a page that wrote nothing for so long is taken for dead. */
const DEAD_AFTER_MS = 60_000;

interface Slot extends Kept {
  at: number;
  closed?: boolean;
}

const page = crypto.getRandomValues(new Uint32Array(2)).join("-");
const lockOf = (owner: string) => `${PREFIX}.page.${owner}`;

// Held as long as this page lives: the browser lets go of it, however the page ends.
void navigator.locks?.request(lockOf(page), () => new Promise(() => {}));

const keyOf = (person: string, journey: string, owner = page) =>
  `${PREFIX}/${person}/${journey}/${owner}`;

/** Whether it was kept: a full or forbidden storage keeps nothing, and the screen says so. */
export function keep(person: string, journey: string, { entries, held }: Kept): boolean {
  const key = keyOf(person, journey);
  try {
    if (entries.length + held.length === 0) localStorage.removeItem(key);
    else
      localStorage.setItem(key, JSON.stringify({ entries, held, at: Date.now() } satisfies Slot));
    return true;
  } catch {
    return false;
  }
}

/** The journeys for which a person's edits lie on this device. */
export function journeysWithEdits(person: string): string[] {
  return [...new Set(slots(person).map(({ journey }) => journey))];
}

/** Takes the edits that pages no longer there left; theirs are then this page's. */
export async function adopt(person: string, journey: string): Promise<Kept> {
  const take = async () => {
    const alive = await alivePages();
    const left = slots(person).filter(
      (slot) => slot.journey === journey && slot.owner !== page && !alive(slot.owner, slot.key),
    );
    const kept = left.map(({ key }) => {
      const slot = read(key);
      localStorage.removeItem(key);
      return slot;
    });
    kept.sort((a, b) => a.at - b.at);
    return {
      entries: kept.flatMap(({ entries }) => entries),
      held: kept.flatMap(({ held }) => held),
    };
  };
  // One page at a time: two that start together must not both take the same.
  return navigator.locks ? navigator.locks.request(`${PREFIX}.adopt`, take) : take();
}

async function alivePages(): Promise<(owner: string, key: string) => boolean> {
  if (navigator.locks) {
    const { held = [] } = await navigator.locks.query();
    const names = new Set(held.map(({ name }) => name));
    return (owner) => names.has(lockOf(owner));
  }
  return (_owner, key) => {
    const { at, closed } = read(key);
    return !closed && Date.now() - at < DEAD_AFTER_MS;
  };
}

function slots(person: string): { key: string; journey: string; owner: string }[] {
  const found: { key: string; journey: string; owner: string }[] = [];
  for (let index = 0; index < localStorage.length; index++) {
    const key = localStorage.key(index) ?? "";
    const [prefix, of, journey, owner] = key.split("/");
    if (prefix === PREFIX && of === person && journey && owner) found.push({ key, journey, owner });
  }
  return found;
}

function read(key: string): Slot {
  const nothing: Slot = { entries: [], held: [], at: 0 };
  try {
    return { ...nothing, ...(JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Slot>) };
  } catch {
    return nothing;
  }
}

window.addEventListener("pagehide", () => {
  if (navigator.locks) return;
  for (let index = 0; index < localStorage.length; index++) {
    const key = localStorage.key(index) ?? "";
    if (!key.startsWith(`${PREFIX}/`) || !key.endsWith(`/${page}`)) continue;
    localStorage.setItem(key, JSON.stringify({ ...read(key), closed: true }));
  }
});
