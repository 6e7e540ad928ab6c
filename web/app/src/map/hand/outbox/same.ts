/** Whether two values say the same, however the server tidied one of them. Pure. */

/** Without ids, outer spaces and entries that say nothing: what the server may add or drop. */
function essence(value: unknown): unknown {
  if (typeof value === "string") return value.trim();
  if (Array.isArray(value)) return value.map(essence).filter((item) => !isNothing(item));
  if (typeof value === "object" && value !== null) {
    const kept = Object.entries(value)
      .filter(([key]) => key !== "id")
      .map(([key, inner]) => [key, essence(inner)] as const)
      .filter(([, inner]) => !isNothing(inner))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(kept);
  }
  return value;
}

function isNothing(value: unknown): boolean {
  if (value === "" || value === null || value === undefined) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

export function same(a: unknown, b: unknown): boolean {
  const [left, right] = [essence(a), essence(b)];
  if (isNothing(left) || isNothing(right)) return isNothing(left) && isNothing(right);
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Every word a person wrote in a value, line by line; no ids, no switches. */
export function wordsOf(value: unknown): string[] {
  if (typeof value === "string") return value.trim() ? [value.trim()] : [];
  if (typeof value === "number") return [String(value)];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value)
    .filter(([key]) => key !== "id" && key !== "severity")
    .flatMap(([, inner]) => wordsOf(inner));
}
