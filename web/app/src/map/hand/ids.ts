/**
 * Ids of what the server has not made yet. What is drawn offline needs a name at once: it gets a
 * provisional one, and everything that mentions it is rewritten when the server has named it.
 */

const PREFIX = "new_";

const made = new Map<string, string>();
const first = new Map<string, string>();

export function provisional(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(9));
  return PREFIX + Array.from(bytes, (byte) => byte.toString(36).padStart(2, "0")).join("");
}

export function isProvisional(id: string): boolean {
  return id.startsWith(PREFIX);
}

/** The server calls `id` something else from now on. */
export function named(id: string, real: string): void {
  made.set(id, real);
  first.set(real, id);
}

/** The server's id of a thing, or the id as it is while the server has not named it. */
export function realId(id: string): string {
  return made.get(id) ?? id;
}

/** A React key that does not change when a thing drawn here gets its real id. */
export function stableKey(id: string): string {
  return first.get(id) ?? id;
}

/** The same value with every provisional id replaced by the server's, wherever it stands. */
export function withRealIds<T>(value: T): T {
  if (typeof value === "string") return realId(value) as T;
  if (Array.isArray(value)) return value.map(withRealIds) as T;
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, withRealIds(inner)]),
    ) as T;
  }
  return value;
}
